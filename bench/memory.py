"""Resident memory of server and worker at rest, and how fast a prepared hall starts."""

import os
import subprocess
import sys
import time
from typing import Any

from bench import hall
from bench.client import Caller

REST = 20
MIB = 1024 * 1024


def run(_options: dict[str, Any]) -> dict[str, Any]:
    """Server, a few pages, worker; then both are left alone for a while."""
    hall.prepare()
    cookie = hall.cookie_of("manager")
    began = time.perf_counter()
    with hall.server(threads=4, workers=1) as (port, pid):
        Caller(port).get("/")
        started = time.perf_counter() - began
        worker = subprocess.Popen(
            [sys.executable, "-m", "yichuang", "work"], env=os.environ
        )
        for _ in range(5):
            Caller(port).get("/")
            Caller(port, cookie=cookie).get("/desk/")
        time.sleep(REST)
        server, work = hall.resident(pid), hall.resident(worker.pid)
        worker.terminate()
        worker.wait(timeout=20)
    return {
        "server_mib": round(server / MIB, 1),
        "worker_mib": round(work / MIB, 1),
        "together_mib": round((server + work) / MIB, 1),
        "server_answers_after_s": round(started, 2),
    }
