"""Lets the cited lines be said in sentences, where an endpoint is set up; else nothing."""

import logging

from yichuang.guidance.adapters import EndpointAwayError, chosen
from yichuang.guidance.rules import Answer
from yichuang.guidance.rules.faithful import faithful

log = logging.getLogger(__name__)
MOST_LINES = 20


def in_sentences(answer: Answer) -> str:
    """The cited lines as sentences, to stand above them and never instead of them.

    "" when no endpoint is named, it does not answer, or it said anything that is not in
    the lines. The question itself is not sent.
    """
    lines = [line.says for line in answer.says[:MOST_LINES]]
    endpoint = chosen()
    if endpoint is None or not lines:
        return ""
    try:
        said = endpoint.rephrase(lines)
    except EndpointAwayError as away:
        log.warning("not rephrased: %s", away)
        return ""
    if not faithful(said, lines):
        log.warning("not rephrased: it says what the guide does not")
        return ""
    return said
