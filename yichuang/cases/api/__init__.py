"""What other systems may do with cases, a module for each part of it."""

from ninja import Router

from yichuang.cases.api.bundles import router as bundles
from yichuang.cases.api.cases import router as cases
from yichuang.cases.api.hearings import router as hearings
from yichuang.cases.api.joint import router as joint
from yichuang.cases.api.modes import router as modes
from yichuang.cases.api.promise import router as promise
from yichuang.cases.api.supervision import router as supervision

router = Router()
for part in (bundles, cases, supervision, promise, joint, modes, hearings):
    router.add_router("", part)
