"""What may be done to the catalogue: import, draft, publish, withdraw."""

from yichuang.catalogue.services.importing import (
    ImportReport,
    check_documents,
    import_items,
)
from yichuang.catalogue.services.versions import (
    draft,
    publish_bundle,
    publish_item,
    withdraw_bundle,
    withdraw_item,
)

__all__ = [
    "ImportReport",
    "check_documents",
    "draft",
    "import_items",
    "publish_bundle",
    "publish_item",
    "withdraw_bundle",
    "withdraw_item",
]
