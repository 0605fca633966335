"""What other systems may do with files and with stacks of papers."""

from ninja import Router

from yichuang.materials.api.files import router as files
from yichuang.materials.api.stacks import router as stacks

router = Router()
for part in (files, stacks):
    router.add_router("", part)
