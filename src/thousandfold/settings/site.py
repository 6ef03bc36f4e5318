# SPDX-License-Identifier: AGPL-3.0-or-later
"""The site's settings, for a laptop and for a hosted server alike."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlparse

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from thousandfold.settings import database, known, languages
from thousandfold.settings.keys import key_file
from thousandfold.settings.sign_in import *  # noqa: F403

known.load()
PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(known.value("THOUSANDFOLD_DATA")).resolve()
DEBUG = known.value("THOUSANDFOLD_DEBUG") == "yes"
ADDRESS = known.value("THOUSANDFOLD_ADDRESS").rstrip("/")
HOSTED = ADDRESS.startswith("https://")

SECRET_KEY = known.value("THOUSANDFOLD_SECRET") or key_file(DATA / "keys" / "signing.key")
FIELD_KEY_FILE = DATA / "keys" / "fields.key"
ALLOWED_HOSTS = [name for name in known.value("THOUSANDFOLD_HOSTS").split(",") if name] or (
    [urlparse(ADDRESS).hostname or ""] if ADDRESS else ["*"]
)
CSRF_TRUSTED_ORIGINS = [ADDRESS] if ADDRESS else []

#: Proxies of ours before the site; a hosted site has one on its own computer.
PROXIES = [one for one in known.value("THOUSANDFOLD_PROXIES").split(",") if one] or (
    ["127.0.0.1", "::1"] if HOSTED else []
)

INSTALLED_APPS = [
    "thousandfold.base",
    "thousandfold.people",
    "thousandfold.curriculum",
    "thousandfold.power",
    "thousandfold.recruitment",
    "thousandfold.training",
    "thousandfold.exercises",
    "thousandfold.campaigns",
    "thousandfold.alumni",
    "thousandfold.pages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]
INSTALLED_APPS = [
    app
    for app in INSTALLED_APPS
    if not app.startswith("thousandfold.") or (PACKAGE / app.split(".")[1] / "apps.py").exists()
]

MIDDLEWARE = [
    "thousandfold.base.doorway.request_ids.middleware",
    "thousandfold.base.running.metrics.middleware",
    "thousandfold.base.doorway.nearby.nearby",
    # Outermost, so that every answer has its headers, whoever gives it (docs/decisions/0101).
    "csp.middleware.CSPMiddleware",
    "thousandfold.base.doorway.middleware.headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "thousandfold.base.doorway.acting.middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thousandfold.base.doorway.middleware.no_nul",
    "thousandfold.base.signing_in.idle.idle",
    "thousandfold.base.doorway.middleware.Door",
    "thousandfold.base.signing_in.looking.BorrowedEyes",
    "thousandfold.base.doorway.once_door.Once",
]

ROOT_URLCONF = "thousandfold.urls"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thousandfold.base.doorway.context.frame",
            ],
        },
    }
]

DATABASES = {"default": database.chosen(known.value("THOUSANDFOLD_DATABASE"), DATA)}
# Several processes share one budget of tries; one process keeps it in its memory.
SEVERAL = DATABASES["default"]["ENGINE"].endswith("postgresql")
CACHES = {
    "default": {
        "BACKEND": "thousandfold.base.running.shared_cache.SharedCache",
        "LOCATION": "shared_cache",
    }
    if SEVERAL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "base.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

# Longer work waits in the database, or at RabbitMQ where there is one (docs/decisions/0118).
BROKER = known.value("THOUSANDFOLD_BROKER")
TASKS = {
    "default": {
        "BACKEND": "thousandfold.base.running.broker.Backend"
        if BROKER
        else "django_tasks_db.DatabaseBackend"
    }
}

METRICS = known.value("THOUSANDFOLD_METRICS")
LANGUAGE_CODE = "en"
LANGUAGES = [(one.code, _(one.english)) for one in languages.LANGUAGES]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "thousandfold.settings.formats"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_TZ = True
TIME_ZONE = known.value("THOUSANDFOLD_TIMEZONE")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "media"
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 365

_mail = urlparse(known.value("THOUSANDFOLD_MAIL"))
EMAIL_FILE_PATH = str(DATA / "outbox")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if _mail.hostname
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_TLS = bool(_mail.hostname) and EMAIL_PORT != 465
EMAIL_USE_SSL = EMAIL_PORT == 465
DEFAULT_FROM_EMAIL = known.value("THOUSANDFOLD_MAIL_FROM")

SESSION_ENGINE = "thousandfold.base.signing_in.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HOSTED
SECURE_SSL_REDIRECT = HOSTED
# With this beginning a browser takes a cookie only from this very site, over a private line.
_own = "__Host-" if HOSTED else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_own}sessionid", f"{_own}csrftoken"
PLACE_COOKIE_NAME, LANGUAGE_COOKIE_NAME = f"{_own}place", f"{_own}django_language"
SECURE_HSTS_SECONDS = 31_536_000 if HOSTED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HOSTED
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HOSTED else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "thousandfold.base.views.errors.form_expired"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["thousandfold.base.files.coming_in.StaysInMemory"]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "thousandfold.base.running.quiet_logs.QuietFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {"()": "thousandfold.base.running.json_logs.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if known.value("THOUSANDFOLD_LOGS") == "json" else "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "thousandfold": {"level": "INFO"},
        # Django would send mails with every value of a page that broke.
        "django": {"handlers": [], "level": "WARNING"},
    },
}
