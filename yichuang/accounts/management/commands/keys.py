"""`yichuang keys rotate|drop`: new keys for personal data."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yichuang.accounts.services import keys


class Command(BaseCommand):
    help = (
        "rotate: make a new key and write every encrypted value under it."
        " drop: remove the old keys once nothing needs them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["rotate", "drop"])
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            answer = self._rotate() if options["act"] == "rotate" else self._drop()
        except keys.KeysFromEnvironmentError:
            raise CommandError(
                "The keys stand in YICHUANG_KEYS: put a new encrypt: line first there."
            ) from None
        except ValueError as error:
            raise CommandError(f"{error}: run `yichuang keys rotate` first.") from None
        if options["json"]:
            self.stdout.write(json.dumps(answer))
        else:
            for name, value in answer.items():
                self.stdout.write(f"{name}: {value}")

    def _rotate(self) -> dict[str, int]:
        return {"keys": keys.add_key(), "encrypted anew": keys.encrypt_anew()}

    def _drop(self) -> dict[str, int]:
        return {"dropped": keys.drop_old_keys()}
