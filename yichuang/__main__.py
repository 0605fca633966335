"""`yichuang`: the one command of the hall."""

import os
import sys

from django.core.management import execute_from_command_line

from yichuang.config import plain

COMMANDS = (
    ("demo", "a hall with people and a few days of life, at http://127.0.0.1:8000"),
    ("serve", "the pages and the API"),
    ("work", "deliver the journal, send messages, watch the clocks"),
    ("migrate", "bring the database to this version"),
    ("check", "explain what is set up wrongly"),
    ("hall import FILE", "set up a hall: places, departments, posts, windows, hours"),
    ("calendar import YEAR", "load the working days of a year"),
    ("catalogue import FILE", "load items from YAML, CSV or XLSX"),
    ("ask QUESTION", "which matter a question means, and the guide's own answer"),
    ("guide check [ITEM|FILE]", "contradictions in a guide, before it is published"),
    ("clock due --start DAY --limit 15W", "a deadline, explained day by day"),
    ("queue replay DAY", "prove that a day's calls followed the published order"),
    ("forecast --day DAY", "how many are expected, by kind and half-hour"),
    ("plan --day DAY --goal 15", "the windows a day needs; nothing is kept"),
    ("archive export CASE --to DIR", "a closed case as one PDF; archive verify FILE"),
    ("batch list|runs|close", "seasons that are handled together, and their runs"),
    (
        "papers sort FILE … --item ID",
        "what each page of some scans is; nothing is kept",
    ),
    ("papers locate TEXT", "pages with a name, a number, words; papers check"),
    ("journal verify", "find every altered, removed or moved entry"),
    ("staff create|grant|list", "people who work in the hall"),
    ("token create|list|revoke", "keys of other systems for the API"),
    ("keys rotate", "new keys for personal data"),
)


def main() -> None:
    """Run the command named on the command line; without one, say which there are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
    if len(sys.argv) < 2 or (
        sys.argv[1] in {"-h", "--help", "help"} and len(sys.argv) == 2
    ):
        print("yichuang COMMAND [options]   (every command has --help, and --json)\n")
        for name, says in COMMANDS:
            print(f"  {name:<36}{says}")
        return
    if sys.argv[1] == "serve":  # the settings are read before the command is
        os.environ.setdefault("YICHUANG_HASHED_STATIC", "1")
    try:
        execute_from_command_line(["yichuang", *sys.argv[1:]])
    except plain.TROUBLES as problem:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"yichuang: {plain.told(problem)}")


if __name__ == "__main__":
    main()
