"""What happens with things, goods and facilities. Never who borrowed: the loan knows."""

from yichuang.journal.events import event
from yichuang.kernel.text import N_

THING = event("lending.thing", N_("%(count)s × %(name)s can be lent"))
THING_RETIRED = event("lending.retired", N_("%(name)s is lent no more"))
THING_AGAIN = event("lending.again", N_("%(name)s is lent again"))
LENT = event("lending.lent", N_("%(name)s was lent"))
RETURNED = event("lending.returned", N_("%(name)s came back"))
LOST = event("lending.lost", N_("%(name)s was lost: %(note)s"))
STOCK = event("stock.moved", N_("%(name)s: %(change)s, %(left)s left"))
GOODS = event("stock.goods", N_("%(name)s is kept; to be bought at %(reorder_at)s"))
FACILITY = event("facility.registered", N_("%(name)s is checked every %(days)s days"))
FACILITY_CHANGED = event(
    "facility.changed", N_("%(name)s was changed; checked every %(days)s days")
)
FACILITY_RETIRED = event("facility.retired", N_("%(name)s is checked no more"))
FACILITY_AGAIN = event("facility.again", N_("%(name)s is checked again"))
CHECKED = event("facility.checked", N_("%(name)s was checked: %(failed)s found wrong"))
FIXED = event("facility.fixed", N_("%(name)s: “%(point)s” was mended"))
