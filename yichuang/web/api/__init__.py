"""The API kit: problem details, tokens and scopes, idempotent POSTs, pages of lists."""

from yichuang.web.api.auth import Bearer, Principal, needs_scope
from yichuang.web.api.base import HouseAPI, nothing_here, unreadable_here
from yichuang.web.api.bodies import Body
from yichuang.web.api.idempotency import idempotent
from yichuang.web.api.paging import PageOut, PageQuery
from yichuang.web.api.problems import Problem, ProblemError

__all__ = [
    "Bearer",
    "Body",
    "HouseAPI",
    "PageOut",
    "PageQuery",
    "Principal",
    "Problem",
    "ProblemError",
    "idempotent",
    "needs_scope",
    "nothing_here",
    "unreadable_here",
]
