"""`yichuang`: the one command. Management commands by name, plus demo, serve and work."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
    execute_from_command_line(["yichuang", *sys.argv[1:]])


if __name__ == "__main__":
    main()
