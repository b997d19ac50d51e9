"""What the site is, wherever it runs. Secrets and places are in `serving` and `tests`."""

import os
from pathlib import Path

SITE = Path(__file__).resolve().parent.parent

DEBUG = False
ROOT_URLCONF = "technopole.site.urls"
WSGI_APPLICATION = "technopole.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Which installed pack the site shows, and where a reader keeps the documents (may be nowhere).
PACK = os.environ.get("TECHNOPOLE_PACK", "hong_kong")
SOURCES_FOLDER = os.environ.get("TECHNOPOLE_SOURCES") or None

# Where drawn charts outlive the process; None keeps them in memory alone.
CHARTS_FOLDER: Path | None = None

# Where papers that were written are kept; None keeps a few in memory.
PAPERS_FOLDER: Path | None = None

# Where the solver's findings are kept; without a folder pages say that nothing was proved here.
PROOFS_FOLDER: Path | None = None

# Where the synthetic applicants are kept, and readers' own tables for an hour; without a folder the
# first are drawn in memory, and the second are not taken.
APPLICANTS_FOLDER: Path | None = None

INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",  # serves its own pages' scripts, so that none comes from a third party
    "technopole.site.editions",
    "technopole.site.api",
    "technopole.site.search",
    "technopole.site.corrections",
    "technopole.site.support",
    "technopole.site.outlook",
    "technopole.site.portal",
]

# Answers to "find support" stay with the reader: signed in a cookie of the browser's session, which is
# set with the first answer. No other page sets one, and nothing of it is kept here.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "answers"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

MIDDLEWARE = [
    "technopole.site.headers.HeadersAlone",
    "django.middleware.security.SecurityMiddleware",
    "technopole.site.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "technopole.site.methods.ReadOnlyPages",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "technopole.site.portal.middleware.AsKnownOn",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

# ── Languages and time ────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hant", "繁體中文")]
LOCALE_PATHS = [SITE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Hong_Kong"

# ── Files ─────────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ── Security ──────────────────────────────────────────────────────────────────────────────────
# Everything comes from this server; no script or style stands in a page.
CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "technopole.site.portal.views.errors.refused"
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# ── Logging: what happened, never to whom ─────────────────────────────────────────────────────
# No address of a visitor, no query (it may hold what somebody searched for), no form content.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would mail a report with the whole request.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # a page that does not exist is no event
        "technopole": {"level": "INFO"},
    },
}
