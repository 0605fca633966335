"""Joint work 并联审查: ask several posts at once, answer, give back, withdraw, go on.

An answer is written beside the case, not through it: two posts answer in the same moment
and neither is turned away. The round counts down what it still waits for; whoever brings
it to 0 hands the case back to its lead.
"""

from yichuang.cases.services.joint.answering import answer, give_back, require_said
from yichuang.cases.services.joint.asking import Question, ask
from yichuang.cases.services.joint.ending import close, pass_over, withdraw

__all__ = [
    "Question",
    "answer",
    "ask",
    "close",
    "give_back",
    "pass_over",
    "require_said",
    "withdraw",
]
