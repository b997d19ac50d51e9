"""Django's description of a database, made from its address."""

from typing import Any

import psycopg.conninfo


def database(url: str, **more: Any) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name?option=value`, as PostgreSQL's tools do.

    Raises ValueError, without repeating the password, when the address cannot be read.
    """
    try:
        parts = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise ValueError(
            "DATABASE_URL cannot be read. Write it as postgresql://user:password@host:5432/name."
        ) from None
    if "dbname" not in parts:
        raise ValueError(
            "DATABASE_URL names no database. Write it as postgresql://user:password@host:5432/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": {"connect_timeout": 5, **parts},
        "CONN_MAX_AGE": None,  # a connection a thread, kept
        "CONN_HEALTH_CHECKS": True,  # and tried before use, for PostgreSQL may have restarted
        **more,
    }
