"""The settings of the tests: a real PostgreSQL, whose address `tests/conftest.py` fills in."""

from technopole.site.postgres import APP_ROLE, OWNER_ROLE
from technopole.site.settings.base import *  # noqa: F403  Django's settings build on one another
from technopole.site.settings.base import STORAGES

SECRET_KEY = "for tests alone"  # noqa: S105  it protects nothing
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# The roles of a server: the site's own may not change the schema in the tests either.
DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "", "USER": APP_ROLE},
    "owner": {"ENGINE": "django.db.backends.postgresql", "NAME": "", "USER": OWNER_ROLE},
}

# Files as they stand in the apps, without collecting them first.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
