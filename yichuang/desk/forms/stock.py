"""What the hall keeps: things to lend, goods, facilities that are checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.desk.forms.base import long_text
from yichuang.web.forms import TellingForm

MOST = 9999


class KeptForm(TellingForm):
    """One more is kept. The key is of the press: pressed twice, it is kept once."""

    key = forms.SlugField(widget=forms.HiddenInput, max_length=40)
    name = forms.CharField(label=_("What it is called"), max_length=40)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=60)


class ThingChange(KeptForm):
    """What a thing is called and where to ask; how many there are is set in the list."""

    place = forms.CharField(label=_("Where to ask"), required=False, max_length=60)
    place_en = forms.CharField(
        label=_("Where, in English"), required=False, max_length=80
    )


class ThingForm(ThingChange):
    """A thing to lend."""

    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST)


class GoodsForm(KeptForm):
    """Goods that are handed out."""

    reorder_at = forms.IntegerField(
        label=_("To be bought at"), min_value=0, max_value=MOST
    )


class FacilityForm(KeptForm):
    """A facility with the points to look at, one in each line."""

    place = forms.CharField(label=_("Where it is"), required=False, max_length=60)
    period_days = forms.IntegerField(
        label=_("Checked every so many days"), min_value=1, max_value=366, initial=30
    )
    points = forms.CharField(
        label=_("Points to look at, one in each line"),
        max_length=2000,
        widget=long_text(4),
    )

    def clean_points(self) -> tuple[str, ...]:
        """The lines that say something, each once."""
        lines = (line.strip()[:80] for line in self.cleaned_data["points"].splitlines())
        return tuple(dict.fromkeys(filter(None, lines)))
