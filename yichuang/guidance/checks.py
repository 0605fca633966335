"""System check: whether the endpoint that may rephrase answers, where one is named."""

from typing import Any

from django.core.checks import CheckMessage, Error, Warning

from yichuang.guidance.adapters import EndpointAwayError, chosen


def rephrasing(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Whether the endpoint of the settings answers; nothing to say where none is named."""
    try:
        found = chosen()
        if found is not None:
            found.check()
    except ValueError as wrong:
        hint = (
            "Give the full address of …/v1/chat/completions and the model, or neither."
        )
        return [Error(str(wrong), hint=hint, id="guidance.E001")]
    except EndpointAwayError as away:
        hint = "Answers are shown as the guide's own lines until it does."
        says = f"The endpoint that rephrases does not answer ({away})."
        return [Warning(says, hint=hint, id="guidance.W001")]
    return []
