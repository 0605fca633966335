"""How a person wants pages to look: theme, elder mode, language, keys; kept in cookies."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext

YEAR = 365 * 24 * 3600
THEMES = ("auto", "light", "dark")
CHOICES: dict[str, tuple[str, tuple[str, ...]]] = {
    # what is posted -> cookie, allowed values
    "theme": ("yc_theme", THEMES),
    "mode": ("yc_mode", ("normal", "elder")),
    "keys": ("yc_keys", ("on", "off")),
}
HTML_LANG = {"zh-hans": "zh-Hans", "en": "en"}
NAMES = {"zh-hans": "中文", "en": "English"}
THEME_ICONS = {"auto": "contrast", "light": "sun", "dark": "moon"}


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """A brightness on offer."""

    name: str

    @property
    def says(self) -> str:
        """The words of the button."""
        return {
            "auto": gettext("Brightness as the device"),
            "light": gettext("Light page"),
            "dark": gettext("Dark page"),
        }[self.name]

    @property
    def icon(self) -> str:
        """The icon of the button."""
        return THEME_ICONS[self.name]


@dataclass(frozen=True, slots=True)
class Preferences:
    """The person's choices and what the templates derive from them."""

    theme: str = "auto"
    mode: str = "normal"
    language: str = "zh-hans"
    single_keys: bool = True

    @property
    def bs_theme(self) -> str:
        """Tabler's attribute; theme.js corrects "auto" before the first paint."""
        return "dark" if self.theme == "dark" else "light"

    @property
    def elder(self) -> bool:
        """Large type, few choices."""
        return self.mode == "elder"

    @property
    def html_lang(self) -> str:
        """The `lang` of the page."""
        return HTML_LANG.get(self.language, self.language)

    @property
    def other_language(self) -> str:
        """The language the switch leads to."""
        return "zh-hans" if self.language == "en" else "en"

    @property
    def other_html_lang(self) -> str:
        """The `lang` of the text on the switch."""
        return HTML_LANG[self.other_language]

    @property
    def other_language_name(self) -> str:
        """The language of the switch, in itself."""
        return NAMES[self.other_language]

    @property
    def next_themes(self) -> tuple[ThemeChoice, ...]:
        """What the theme button gives. While the device decides, light and dark are both
        there and the style sheet shows the one that would change something; then the
        other brightness, then the device again."""
        names = {"auto": ("light", "dark"), "light": ("dark",), "dark": ("auto",)}
        return tuple(ThemeChoice(name) for name in names[self.theme])


def _cookie(request: HttpRequest, name: str) -> str:
    cookie, allowed = CHOICES[name]
    value = request.COOKIES.get(cookie, "")
    return value if value in allowed else allowed[0]


def read(request: HttpRequest) -> Preferences:
    """The choices of this request; anything unknown in a cookie counts as not chosen."""
    language = get_language() or settings.LANGUAGE_CODE
    return Preferences(
        theme=_cookie(request, "theme"),
        mode=_cookie(request, "mode"),
        language="en" if language.startswith("en") else "zh-hans",
        single_keys=_cookie(request, "keys") == "on",
    )


def write(response: HttpResponse, name: str, value: str) -> bool:
    """Keep one choice for a year; False when name or value is not on offer."""
    if name == "language":
        cookie = settings.LANGUAGE_COOKIE_NAME
        allowed: tuple[str, ...] = tuple(code for code, _label in settings.LANGUAGES)
    elif name in CHOICES:
        cookie, allowed = CHOICES[name]
    else:
        return False
    if value not in allowed:
        return False
    response.set_cookie(
        cookie,
        value,
        max_age=YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        # the scripts never read it: the server renders the choice
        httponly=True,
    )
    return True
