"""Where a question belongs that a guide does not answer."""

from collections.abc import Mapping

from yichuang.kernel.text import N_, Msgid

WAYS: Mapping[str, Msgid] = {
    "stuck_desk": N_(
        "Sent away or sent round? The desk for stuck matters takes it on."
    ),
    "complaint": N_("You can complain, also without giving your name."),
    "home_visit": N_(
        "Who cannot come is visited at home; call us or let somebody ask."
    ),
    "lending": N_("You can borrow this in the hall; see what is there now."),
    "track": N_("See how far your case is; you need its number or your telephone."),
    "assist": N_("Somebody helps you to fill in and apply, free of charge."),
    "book": N_("Book a time, or draw a number from where you are."),
    "hours": N_("When the hall is open, where it is and how to get there."),
    "person": N_("Talk to a person: at the guide's desk or by telephone."),
}
