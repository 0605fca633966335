"""One measurement in one process: `python -m bench.measure life '{"seconds": 10}'`."""

import importlib
import json
import os
import sys

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "yichuang.config.settings"
    django.setup()
    what, options = sys.argv[1], json.loads(sys.argv[2])
    measured = importlib.import_module(f"bench.{what}").run(options)
    print(f"## {what}")
    for name, value in measured.items():
        print(f"{name:<34}{value}")
    print(flush=True)


if __name__ == "__main__":
    main()
