"""The settings of a server: secrets and places come from the data folder and the environment.

TECHNOPOLE_DATA            the data folder
DATABASE_URL               a PostgreSQL server of your own, as the role that the site uses
DATABASE_OWNER_URL         the same database as the role that migrates (without it: the first)
TECHNOPOLE_SECRET_KEY      the secret key (without it: one is made and kept in the data folder)
TECHNOPOLE_ALLOWED_HOSTS   names under which the site is reached, with commas between them
TECHNOPOLE_HTTPS           1 where a proxy speaks HTTPS for this server and sets X-Forwarded-Proto
"""

import os

from technopole.site.folders import data_folder, secret_key
from technopole.site.postgres import OWNER_ROLE, EmbeddedPostgres
from technopole.site.settings.base import *  # noqa: F403  Django's settings build on one another
from technopole.site.settings.databases import database

DATA = data_folder()

SECRET_KEY = os.environ.get("TECHNOPOLE_SECRET_KEY") or secret_key(DATA)

_embedded = EmbeddedPostgres(DATA / "postgres")
_url = os.environ.get("DATABASE_URL") or _embedded.url()
_owner_url = os.environ.get("DATABASE_OWNER_URL") or (
    os.environ.get("DATABASE_URL") or _embedded.url(OWNER_ROLE)
)
DATABASES = {
    "default": database(_url),
    "owner": database(_owner_url, CONN_MAX_AGE=0),  # migrates, and nothing else
}

ALLOWED_HOSTS = [
    name.strip()
    for name in os.environ.get("TECHNOPOLE_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if name.strip()
]

CHARTS_FOLDER = DATA / "charts"
PAPERS_FOLDER = DATA / "papers"
PROOFS_FOLDER = DATA / "proofs"
APPLICANTS_FOLDER = DATA / "applicants"
STATIC_ROOT = os.environ.get("TECHNOPOLE_STATIC") or DATA / "static"

if os.environ.get("TECHNOPOLE_HTTPS") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health$"]
    SECURE_HSTS_SECONDS = 31_536_000
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_SECURE = True
    # Whether every name below this one speaks HTTPS is for the owner of the name to say.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
