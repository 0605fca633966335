"""`yichuang token create|list|revoke`: tokens for machines from the shell."""

import json
from argparse import ArgumentTypeError
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from yichuang.accounts import queries
from yichuang.accounts.models import User
from yichuang.accounts.policies import SYSTEM
from yichuang.accounts.rules import Role
from yichuang.accounts.services import staff, tokens
from yichuang.kernel.refusals import Refusal

LONGEST = 3650
HIGHEST_RATE = 1_000_000


class Command(BaseCommand):
    help = "Make, list and revoke API tokens. A token is shown once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")
        acts = parser.add_subparsers(dest="act", required=True)
        create = acts.add_parser("create")
        create.add_argument("machine", help="name of the machine; made if it is new")
        create.add_argument(
            "scopes", nargs="+", help="permissions: case.read, or case.* for a room"
        )
        create.add_argument(
            "--role",
            action="append",
            default=[],
            choices=list(Role),
            help="role of a new machine; a token can never do more than its roles",
        )
        create.add_argument("--hall", type=int, help="hall of a new machine")
        create.add_argument(
            "--days", type=int, help=f"expires after so many days, at most {LONGEST}"
        )
        create.add_argument(
            "--rate", type=_rate, default=600, help="calls a minute, at least 1"
        )
        acts.add_parser("list")
        acts.add_parser("revoke").add_argument("id", type=int)
        for one in acts.choices.values():
            one.add_argument(
                "--json", action="store_true", default=False, help="print JSON"
            )

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            answer = getattr(self, f"_{options['act']}")(options)
        except Refusal as refused:
            said = f"{refused.text()} {refused.remedy_text()}".strip()
            raise CommandError(said) from None
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, default=str))
            return
        for row in answer if isinstance(answer, list) else [answer]:
            self.stdout.write("  ".join(str(value) for value in row.values()))

    def _create(self, options: dict[str, Any]) -> dict[str, Any]:
        at = timezone.now()
        days = options["days"]
        if days is not None and days > LONGEST:
            raise CommandError(f"A token lasts {LONGEST} days at most.")
        made = tokens.create_token(
            user_id=_machine(options).pk,
            name=options["machine"],
            scopes=options["scopes"],
            expires_at=at + timedelta(days=days) if days else None,
            rate_per_minute=options["rate"],
            by=SYSTEM,
            at=at,
        )
        return {"id": made.id, "token": made.secret, "scopes": " ".join(made.scopes)}

    def _list(self, _options: dict[str, Any]) -> list[dict[str, Any]]:
        return [asdict(row) for row in queries.tokens()]

    def _revoke(self, options: dict[str, Any]) -> dict[str, Any]:
        hit = tokens.revoke_token(options["id"], by=SYSTEM, at=timezone.now())
        return {"id": options["id"], "revoked": hit}


def _rate(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= HIGHEST_RATE:
        raise ArgumentTypeError(f"write a number from 1 to {HIGHEST_RATE}")
    return int(text)


def _machine(options: dict[str, Any]) -> User:
    known = User.objects.filter(
        kind=User.Kind.MACHINE, display_name=options["machine"]
    ).first()
    return known or staff.create_machine(
        name=options["machine"],
        roles=[Role(role) for role in options["role"]],
        hall_id=options["hall"],
        by=SYSTEM,
        at=timezone.now(),
    )
