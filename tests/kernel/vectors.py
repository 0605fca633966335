"""Published numbers and due dates the kernel must agree with."""

from datetime import date

# Unified social credit codes of real agencies, from public item lists.
CREDIT_CODES = (
    "114400006715714882",
    "114306020063624756",
    "11431026MB0R05447F",
    "11430000006122244L",
    "11320982741330162E",
    "113204820141388442",
    "11330800MB0R57773W",
    "11341702730007167P",
    "1134170300325003XP",
)

# The example of GB 11643-1999, annex A.
ID_NUMBERS = ("11010519491231002X",)

CERTIFICATE_IDENTIFIERS = (
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
)
# Printed in a platform's documentation; its check character should be D.
WRONG_CERTIFICATE_IDENTIFIER = (
    "1.2.156.3005.2.11100000000013661B006.113700000045046442"
    ".209FA4E88F9E4C878F3E9BED2CE7EA49.001.M"
)

# code, agency, level, base code
ITEM_CODES = (
    ("1144000067157148822000111003000", "114400006715714882", "2", "000111003000"),
    ("1143060200636247564000105013000", "114306020063624756", "4", "000105013000"),
    ("11431026MB0R05447F4430131056W00", "11431026MB0R05447F", "4", "430131056W00"),
    ("11320982741330162E4000105013000", "11320982741330162E", "4", "000105013000"),
)
HANDLING_CODES = (
    "114400006715714882200011100300006",
    "11320982741330162E400010501300003",
    "113204820141388442400010501300003",
)

# begins, working days, due, what makes it hard
WORKDAYS = (
    (date(2022, 4, 29), 20, date(2022, 5, 31), "May holiday, 7 May worked"),
    (date(2022, 9, 29), 5, date(2022, 10, 11), "8 and 9 October worked"),
    (date(2023, 1, 16), 5, date(2023, 1, 28), "due on a Saturday that is worked"),
    (date(2024, 2, 8), 20, date(2024, 3, 13), "Spring Festival"),
    (date(2025, 1, 24), 5, date(2025, 2, 7), "Sunday 26 January worked"),
    (date(2025, 9, 26), 10, date(2025, 10, 16), "28 September, 11 October worked"),
    (date(2025, 9, 30), 1, date(2025, 10, 9), "eight days off"),
    (date(2026, 2, 13), 3, date(2026, 2, 25), "Saturday worked, nine days off"),
    (date(2026, 4, 30), 5, date(2026, 5, 11), "9 May worked"),
    (date(2022, 1, 28), 1, date(2022, 1, 29), "the next day is a worked Saturday"),
    (date(2022, 6, 2), 1, date(2022, 6, 6), "Dragon Boat weekend"),
    (date(2026, 9, 24), 1, date(2026, 9, 28), "Mid-Autumn Friday"),
    (date(2026, 9, 30), 20, date(2026, 11, 3), "National Day, 10 October worked"),
)
