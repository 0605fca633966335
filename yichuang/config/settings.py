"""Settings of the house, from the environment; docs/guide/administrator.md names each one."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from yichuang.config import env

PACKAGE = Path(__file__).resolve().parents[1]
BASE_DIR = PACKAGE.parent
DATA = env.folder("YICHUANG_DATA", BASE_DIR / "data")

DEBUG = env.flag("YICHUANG_DEBUG")
YICHUANG_DEMO = env.flag("YICHUANG_DEMO")
YICHUANG_GALLERY = env.flag("YICHUANG_GALLERY", default=DEBUG)
YICHUANG_GUARD_RENDER = env.flag("YICHUANG_GUARD_RENDER")
YICHUANG_FILES = Path(env.text("YICHUANG_FILES", str(DATA / "files")))
YICHUANG_SCANNER = env.text("YICHUANG_SCANNER", "none")
YICHUANG_VOICE = env.text("YICHUANG_VOICE", "auto")
# An OpenAI-compatible endpoint that may join the robot's cited lines; off by default.
YICHUANG_REPHRASE_URL = env.text("YICHUANG_REPHRASE_URL")
YICHUANG_REPHRASE_SECRET = env.text("YICHUANG_REPHRASE_SECRET")
YICHUANG_REPHRASE_MODEL = env.text("YICHUANG_REPHRASE_MODEL")
YICHUANG_PUBLIC_URL = env.text("YICHUANG_PUBLIC_URL", "http://127.0.0.1:8000").rstrip(
    "/"
)
YICHUANG_CHROME = "yichuang.config.navigation.chrome"
YICHUANG_SHORT_NAME = env.text("YICHUANG_SHORT_NAME", "青")
SECRET_KEY = env.kept_secret("YICHUANG_SECRET_KEY", DATA / "secret.key")
# Keys of personal data: lines "encrypt:…" (newest first) and "hash:…", else the key file.
YICHUANG_KEYS = env.words("YICHUANG_KEYS")
YICHUANG_KEY_FILE = Path(env.text("YICHUANG_KEY_FILE", str(DATA / "personal.keys")))
ALLOWED_HOSTS = env.words("YICHUANG_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("YICHUANG_ORIGINS")

INSTALLED_APPS = [
    "yichuang.config.apps.HouseConfig",
    "yichuang.portal.apps.PortalConfig",
    "yichuang.desk.apps.DeskConfig",
    "yichuang.lobby.apps.LobbyConfig",
    "yichuang.insight.apps.InsightConfig",
    "yichuang.planning.apps.PlanningConfig",
    "yichuang.assistance.apps.AssistanceConfig",
    "yichuang.guidance.apps.GuidanceConfig",
    "yichuang.reviews.apps.ReviewsConfig",
    "yichuang.cases.apps.CasesConfig",
    "yichuang.queueing.apps.QueueingConfig",
    "yichuang.documents.apps.DocumentsConfig",
    "yichuang.materials.apps.MaterialsConfig",
    "yichuang.catalogue.apps.CatalogueConfig",
    "yichuang.organisation.apps.OrganisationConfig",
    "yichuang.journal.apps.JournalConfig",
    "yichuang.accounts.apps.AccountsConfig",
    "yichuang.web.apps.WebConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "yichuang.web.middleware.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "yichuang.accounts.views.middleware.ActorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yichuang.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "yichuang.config.urls"
WSGI_APPLICATION = "yichuang.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
YICHUANG_DESK = "/desk/"
"""Where staff start when they have signed in."""
AUTHENTICATION_BACKENDS = ["yichuang.accounts.adapters.backend.HouseBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]

# Staff: password and, where enrolled, a second factor, by django-allauth (ADR: sign-in).
ACCOUNT_ADAPTER = "yichuang.accounts.views.staff_sign_in.StaffAdapter"
ACCOUNT_FORMS = {"login": "yichuang.accounts.forms.staff.StaffSignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Ten wrong tries a minute from one address, five in five minutes for one login.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = YICHUANG_PROXIES = env.number("YICHUANG_PROXIES", 0)
MFA_ADAPTER = "yichuang.accounts.views.staff_sign_in.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "yichuang.accounts.forms.staff.SecondStepForm",
    "activate_totp": "yichuang.accounts.forms.staff.SetUpAppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = env.text("YICHUANG_TOTP_ISSUER", "Yichuang")

SESSION_COOKIE_AGE = 24 * 3600
YICHUANG_IDLE_STAFF = env.number("YICHUANG_IDLE_STAFF", 30 * 60)
YICHUANG_IDLE_CITIZEN = env.number("YICHUANG_IDLE_CITIZEN", 24 * 3600)

# Ways out of the house: outbox | console | http, and outbox | console | smtp.
YICHUANG_SMS = env.text("YICHUANG_SMS", "outbox")
YICHUANG_SMS_URL = env.text("YICHUANG_SMS_URL")
YICHUANG_SMS_SECRET = env.text("YICHUANG_SMS_SECRET")
YICHUANG_EMAIL = env.text("YICHUANG_EMAIL", "outbox")
EMAIL_HOST = env.text("YICHUANG_SMTP_HOST", "localhost")
EMAIL_PORT = env.number("YICHUANG_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("YICHUANG_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("YICHUANG_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("YICHUANG_SMTP_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("YICHUANG_MAIL_FROM", "yichuang@localhost")

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "yichuang.web.context.frame",
            ],
        },
    }
]


def database(url: str) -> dict[str, Any]:
    """Django's settings for `sqlite:///path` or `postgresql://user:pass@host:port/name`.

    SQLite runs with WAL, synchronous=FULL and IMMEDIATE transactions: what was
    acknowledged survives a power cut, and two writers wait instead of failing.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path)[1:] or str(DATA / "db.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                    "PRAGMA cache_size=-20000;PRAGMA foreign_keys=ON;"
                ),
            },
        }
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.lstrip("/"):
        raise ImproperlyConfigured(
            "YICHUANG_DATABASE is no address of a database; write"
            " postgresql://user:pass@host:5432/name or sqlite:////folder/file."
        )
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": None,
    }


DATABASES = {
    "default": database(
        env.text("YICHUANG_DATABASE", f"sqlite:///{DATA / 'db.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "kernel" / "locale", PACKAGE / "config" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.zone("YICHUANG_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = env.folder("YICHUANG_STATIC", DATA / "static")
YICHUANG_HASHED_STATIC = env.flag("YICHUANG_HASHED_STATIC")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if YICHUANG_HASHED_STATIC
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not YICHUANG_HASHED_STATIC

# Small files in memory; a large one to disk, but never more of it than is taken.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "yichuang.materials.views.uploads.CappedUploadHandler",
]
# Where staff bring stacks of papers: larger files than anywhere else.
YICHUANG_STACK_UPLOADS = {"desk:stack-new", "api:bring_stack"}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "yichuang.web.errors.csrf_failure"
# Nothing inline, nothing from elsewhere. data: are Tabler's own arrows and ticks, blob:
# the picture a person has just chosen.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
YICHUANG_HTTPS = env.flag("YICHUANG_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = YICHUANG_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if YICHUANG_HTTPS else None
)
SECURE_HSTS_SECONDS = 31_536_000 if YICHUANG_HTTPS else 0

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.level("YICHUANG_LOG", "WARNING")},
}
