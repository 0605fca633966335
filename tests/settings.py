"""The house's own settings over a data folder that is thrown away after the run.

Only the database's address is taken from the environment, so that a run depends on
nothing else that happens to be set.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="yichuang-test-"))
OWNER = os.getpid()


@atexit.register
def throw_away() -> None:
    """A process forked from this one leaves the folder to it."""
    if os.getpid() == OWNER:
        shutil.rmtree(FOLDER, ignore_errors=True)


for name in [name for name in os.environ if name.startswith("YICHUANG_")]:
    if name not in {"YICHUANG_DATABASE", "YICHUANG_SCREENS", "YICHUANG_CHROMIUM"}:
        del os.environ[name]
os.environ["YICHUANG_DATA"] = str(FOLDER)
os.environ["YICHUANG_GUARD_RENDER"] = "1"  # a query while rendering fails the test

from yichuang.config.settings import *  # noqa: E402, F403
from yichuang.config.settings import DATABASES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# Hashing is meant to be slow; here hundreds of people sign in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads get connections of their own, as in production.
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}
    options = DATABASES["default"]["OPTIONS"]
    # What a power cut leaves is not asked here; the bench runs with FULL.
    options["init_command"] = options["init_command"].replace(
        "synchronous=FULL", "synchronous=OFF"
    )
