"""What happens to items and bundles, as the journal tells it."""

from yichuang.journal.events import event
from yichuang.kernel.text import N_

ITEM_DRAFTED = event("item.drafted", N_("Version %(number)s was drafted"))
ITEM_PUBLISHED = event(
    "item.published",
    N_("Version %(number)s was published, in force from %(valid_from)s"),
)
ITEM_WITHDRAWN = event(
    "item.withdrawn", N_("Version %(number)s was withdrawn: %(reason)s")
)
BUNDLE_DRAFTED = event("bundle.drafted", N_("Version %(number)s was drafted"))
BUNDLE_PUBLISHED = event(
    "bundle.published",
    N_("Version %(number)s was published, in force from %(valid_from)s"),
)
BUNDLE_WITHDRAWN = event(
    "bundle.withdrawn", N_("Version %(number)s was withdrawn: %(reason)s")
)
CATALOGUE_IMPORTED = event(
    "catalogue.imported",
    N_(
        "%(file)s was imported: %(created)s new, %(changed)s changed, %(skipped)s skipped"
    ),
)
