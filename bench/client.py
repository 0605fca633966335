"""A small HTTP client for load: keep-alive connections, one thread each."""

import http.client
import json
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any


class Caller:
    """One keep-alive connection to the API."""

    def __init__(self, port: int, token: str = "", cookie: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Content-Type": "application/json"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        if cookie:
            self.headers["Cookie"] = cookie

    def post(self, path: str, data: dict[str, Any]) -> dict[str, Any]:
        """POST JSON with a fresh idempotency key; raises on any refusal."""
        headers = self.headers | {"Idempotency-Key": uuid.uuid4().hex}
        self.connection.request("POST", path, json.dumps(data), headers)
        response = self.connection.getresponse()
        body = response.read()
        if response.status >= 300:
            raise RuntimeError(f"{path}: {response.status} {body[:300]!r}")
        answer: dict[str, Any] = json.loads(body)
        return answer

    def get(self, path: str) -> int:
        """GET a page; returns its length, raises unless it is 200."""
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status} {body[:200]!r}")
        return len(body)


def drive(
    clients: int,
    seconds: float,
    work: Callable[[int], Callable[[], None]],
    pause: float = 0,
) -> tuple[float, list[float]]:
    """Run `work(n)()` over and over in each of `clients` threads for `seconds`, resting
    `pause` seconds after each round, as a person who reads the page does.

    Returns (rounds a second, seconds of each round sorted).
    """
    stop = time.perf_counter() + seconds
    taken: list[float] = []
    faults: list[BaseException] = []

    def loop(number: int) -> None:
        one = work(number)
        time.sleep(pause * number / clients)  # people do not press in step
        try:
            while time.perf_counter() < stop:
                began = time.perf_counter()
                one()
                taken.append(time.perf_counter() - began)
                time.sleep(pause)
        except BaseException as fault:
            faults.append(fault)

    began = time.perf_counter()
    threads = [threading.Thread(target=loop, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(f"{len(faults)} clients failed: {faults[0]}")
    return len(taken) / (time.perf_counter() - began), sorted(taken)
