"""A throw-away PostgreSQL server from the installed programs.

    postgres.py COMMAND …            run COMMAND with YICHUANG_DATABASE set to it
    postgres.py --durable COMMAND …  the same with fsync on, for honest measurements

PostgreSQL refuses to run as root; then its programs run as the user `postgres` (or
`nobody`), in a folder that user owns. Only a Unix socket is opened, no port.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from machine import Missing, need_postgres

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "200",
    "timezone": "UTC",
    "log_min_messages": "fatal",
}
OWNER = "yichuang"


def server_user() -> pwd.struct_passwd | None:
    """Whom the server runs as: nobody special, unless we are root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Missing("Root cannot run PostgreSQL and there is no user postgres or nobody.")


def run(command: Sequence[str | Path], folder: Path) -> None:
    """One of PostgreSQL's programs, as its user, in a folder that user can enter."""
    user = server_user()
    done = subprocess.run(
        command,
        cwd=folder,
        # A password database is read before the change of user; PATH is all it needs.
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        log = folder / "log"
        tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        raise Missing(f"{Path(command[0]).name} failed:\n{said}\n{tail}")


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Start a server, yield its URL in the form of YICHUANG_DATABASE, remove it."""
    programs = need_postgres()
    user = server_user()
    # A socket's path may have 107 characters, and root's TMPDIR may be closed to others.
    folder = Path(tempfile.mkdtemp(prefix="yichuang-pg-", dir="/tmp"))
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    settings = SETTINGS | ({} if durable else FAST)
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    pg_ctl = programs / "pg_ctl"
    try:
        run(
            [
                programs / "initdb",
                *("-D", data, "-U", OWNER, "--auth=trust", "--no-sync"),
                *("--encoding=UTF8", "--no-locale"),
            ],
            folder,
        )
        run(
            [
                pg_ctl,
                *("start", "--wait", "-D", data, "-l", folder / "log"),
                *("-o", f"{options} -k {folder}"),
            ],
            folder,
        )
        yield f"postgresql://{OWNER}@/postgres?host={quote(str(folder), safe='')}"
    finally:
        if (data / "postmaster.pid").exists():
            run([pg_ctl, "stop", "--wait", "--mode=immediate", "-D", data], folder)
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Run the command given and hand on its exit code."""
    durable = arguments[:1] == ["--durable"]
    command = arguments[1:] if durable else arguments
    if not command:
        print(__doc__)
        return 2
    try:
        with server(durable=durable) as url:
            environment = {**os.environ, "YICHUANG_DATABASE": url}
            return subprocess.run(command, env=environment).returncode
    except Missing as problem:
        print(problem, file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
