"""Pictures are looked at as they come: what can hardly be read is said at once."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from yichuang.materials.rules.classes import PageClass, fits
from yichuang.materials.services.looking import legibility
from yichuang.portal.presenters import words
from yichuang.portal.views import asking


def faults_of(
    request: HttpRequest, kept: Mapping[str, str], paper: str
) -> dict[str, str]:
    """What is wrong with each of the files that just came, by its key; `kept` are their
    names as sent. A portrait is no page, so it is not judged like one."""
    if fits(PageClass.PHOTO, paper):
        return {}
    by, found = asking.who(request), {}
    for key, name in kept.items():
        if faults := legibility(key, by=by):
            found[key] = words.about_picture(name, faults)
    return found


def tell_faults(request: HttpRequest, faults: Mapping[str, str]) -> None:
    """Say it on the next page, where the box cannot be swapped."""
    anyway = gettext("It is kept; you may use it anyway, or take it off and try again.")
    for says in faults.values():
        messages.warning(request, words.sentences(says, anyway))
