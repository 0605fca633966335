"""`yichuang staff create|grant|revoke|list`: members of staff from the shell."""

import getpass
import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from yichuang.accounts import queries
from yichuang.accounts.models import User
from yichuang.accounts.policies import SYSTEM, Grant
from yichuang.accounts.rules import Role
from yichuang.accounts.services import staff
from yichuang.kernel.refusals import Refusal, Refusals


class Command(BaseCommand):
    help = "Make accounts for staff, grant and withdraw roles, list them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")
        acts = parser.add_subparsers(dest="act", required=True)
        create = acts.add_parser("create", help="the password is asked for, or read")
        create.add_argument("login")
        create.add_argument("name")
        create.add_argument("--hall", type=int, help="number of the hall")
        create.add_argument("--role", action="append", default=[], choices=list(Role))
        for act in ("grant", "revoke"):
            one = acts.add_parser(act)
            one.add_argument("login")
            one.add_argument("role", choices=list(Role))
            one.add_argument("--hall", type=int, help="in this hall only")
            one.add_argument("--department", type=int, help="in this department only")
        listed = acts.add_parser("list")
        listed.add_argument("text", nargs="?", default="", help="part of name or login")
        for one in acts.choices.values():
            one.add_argument(
                "--json", action="store_true", default=False, help="print JSON"
            )

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            answer = getattr(self, f"_{options['act']}")(options)
        except (Refusal, Refusals) as refused:
            raise CommandError(_said(refused)) from None
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, default=str))
            return
        for row in answer if isinstance(answer, list) else [answer]:
            self.stdout.write("  ".join(str(value) for value in row.values()))

    def _create(self, options: dict[str, Any]) -> dict[str, Any]:
        user = staff.create_staff(
            login=options["login"],
            name=options["name"],
            password=_password(),
            roles=[Role(role) for role in options["role"]],
            hall_id=options["hall"],
            by=SYSTEM,
            at=timezone.now(),
        )
        return {"id": user.pk, "login": user.login}

    def _grant(self, options: dict[str, Any]) -> dict[str, Any]:
        user = _user(options["login"])
        staff.grant_role(user.pk, _grant_of(options), by=SYSTEM, at=timezone.now())
        return {"login": user.login, "role": options["role"]}

    def _revoke(self, options: dict[str, Any]) -> dict[str, Any]:
        user = _user(options["login"])
        hit = staff.revoke_role(
            user.pk, _grant_of(options), by=SYSTEM, at=timezone.now()
        )
        return {"login": user.login, "role": options["role"], "withdrawn": hit}

    def _list(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {
                **{key: value for key, value in asdict(row).items() if key != "grants"},
                "roles": [grant.role.value for grant in row.grants],
            }
            for row in queries.staff(options["text"])
        ]


def _user(login: str) -> User:
    user = User.objects.filter(login=login).first()
    if user is None:
        raise CommandError(f"nobody has the login {login}")
    return user


def _grant_of(options: dict[str, Any]) -> Grant:
    return Grant(Role(options["role"]), options["hall"], options["department"])


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")


def _said(refused: Refusal | Refusals) -> str:
    items = refused.items if isinstance(refused, Refusals) else (refused,)
    return "\n".join(f"{item.text()} {item.remedy_text()}".strip() for item in items)
