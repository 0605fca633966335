"""Ways to let lines be said more smoothly; off unless the settings name one."""

from yichuang.guidance.adapters.endpoint import EndpointAwayError, Rephraser, chosen

__all__ = ["EndpointAwayError", "Rephraser", "chosen"]
