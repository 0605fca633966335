"""The terms of a hall: those of a day, and every version it published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.cases.models import HallTerms, JointTerms, SupervisionTerms
from yichuang.cases.rules.joint import JointPolicy
from yichuang.cases.rules.supervision import Policy
from yichuang.cases.rules.terms import TERMS, TermsKind

TABLES: Mapping[TermsKind, type[HallTerms]] = {
    TermsKind.SUPERVISION: SupervisionTerms,
    TermsKind.JOINT: JointTerms,
}


@dataclass(frozen=True, slots=True)
class TermsVersion:
    """A published version; `values` are its numbers by the names of `rules.terms`."""

    version: int
    valid_from: date
    values: Mapping[str, int]
    note: str
    made_by: str
    made_at: datetime


def supervision_on(hall_id: int, on: date) -> Policy:
    """The terms of supervision of a day; before any were set, the stated default."""
    row = _latest(SupervisionTerms, hall_id, on)
    return row.policy if isinstance(row, SupervisionTerms) else Policy()


def joint_on(hall_id: int, on: date) -> JointPolicy:
    """The terms of joint work of a day; before any were set, the stated default."""
    row = _latest(JointTerms, hall_id, on)
    return row.policy if isinstance(row, JointTerms) else JointPolicy()


def _latest(table: type[HallTerms], hall_id: int, on: date) -> HallTerms | None:
    begun = table._default_manager.filter(hall_id=hall_id, valid_from__lte=on)
    return begun.order_by("-valid_from", "-version").first()


def versions(kind: TermsKind, hall_id: int) -> tuple[TermsVersion, ...]:
    """Every version, the one that begins last first."""
    rows = TABLES[kind]._default_manager.filter(hall_id=hall_id)
    return tuple(
        TermsVersion(
            version=row.version,
            valid_from=row.valid_from,
            values={term.name: getattr(row, term.name) for term in TERMS[kind]},
            note=row.note,
            made_by=row.made_by_name,
            made_at=row.made_at,
        )
        for row in rows.order_by("-valid_from", "-version")
    )
