"""What a citizen chooses from in forms: a key and its words, whose Chinese is kept."""

from yichuang.kernel.text import N_, Msgid

RECORD = "zh-hans"
"""The language in which what is chosen is kept: clerks and documents read it."""
RELATIONS: tuple[tuple[str, Msgid], ...] = (
    ("parent", N_("Mother or father")),
    ("child", N_("Daughter or son")),
    ("spouse", N_("Wife or husband")),
    ("relative", N_("Another relative")),
    ("colleague", N_("Colleague or staff")),
    ("other", N_("Somebody else")),
)
WITHDRAWALS: tuple[tuple[str, Msgid], ...] = (
    ("not-needed", N_("I no longer need it")),
    ("wrong", N_("I made a mistake and will apply again")),
    ("papers", N_("I cannot get the papers")),
    ("window", N_("I do it at the window instead")),
    ("other", N_("Another reason")),
)
