"""Things and loans, goods and their stock, facilities and their checks."""

from yichuang.assistance.models.facilities import Defect, Facility, FacilityCheck
from yichuang.assistance.models.lending import Loan, LoanState, Thing
from yichuang.assistance.models.stock import Consumable, StockMove

__all__ = [
    "Consumable",
    "Defect",
    "Facility",
    "FacilityCheck",
    "Loan",
    "LoanState",
    "StockMove",
    "Thing",
]
