"""Health, headers and settings: what a browser and a watcher see before any page exists."""

import json
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

import technopole
from technopole.plan.packs import Pack
from technopole.site.folders import data_folder, secret_key
from technopole.site.settings.databases import database


def test_health_says_which_version_is_shown(client: Client, loaded_pack: Pack) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    body = json.loads(response.content)
    assert body["status"] == "ok"
    assert body["version"] == loaded_pack.version
    assert body["software"] == technopole.__version__


@pytest.mark.django_db
def test_health_without_a_pack_is_a_503_that_says_why(client: Client) -> None:
    response = client.get("/health")
    assert response.status_code == 503
    assert "Load it: technopole serve does" in json.loads(response.content)["reason"]


def test_every_answer_forbids_what_does_not_come_from_here(
    client: Client, loaded_pack: Pack
) -> None:
    headers = client.get("/health").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers


@pytest.mark.django_db
def test_the_site_works_in_a_role_that_cannot_change_the_schema() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("technopole_app",)
        with pytest.raises(Exception, match="permission denied"):
            cursor.execute("CREATE TABLE mine (id int)")


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_time_is_hong_kongs_and_languages_are_two() -> None:
    assert settings.TIME_ZONE == "Asia/Hong_Kong"
    assert [code for code, _ in settings.LANGUAGES] == ["en", "zh-hant"]


def test_database_url_is_read_as_postgresql_reads_it() -> None:
    described = database("postgresql://me:s%40crt@db.example:6543/plan?sslmode=require")
    assert described["NAME"] == "plan"
    assert described["USER"] == "me"
    assert described["PASSWORD"] == "s@crt"
    assert described["HOST"] == "db.example"
    assert described["PORT"] == "6543"
    assert described["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize("url", ["mysql://me:secret@db/plan", "postgresql://me:secret@db:5432"])
def test_wrong_database_url_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match="Write it as postgresql://") as refused:
        database(url)
    assert "secret@" not in str(refused.value)


def test_secret_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "data")
    assert len(first) >= 50
    assert secret_key(tmp_path / "data") == first
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_secret_key_that_a_full_disk_left_empty_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    assert len(secret_key(tmp_path)) >= 50
    assert secret_key(tmp_path) == secret_key(tmp_path)


def test_data_folder_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("TECHNOPOLE_DATA", raising=False)
    assert data_folder() == tmp_path / "technopole"
    monkeypatch.setenv("TECHNOPOLE_DATA", str(tmp_path / "mine"))
    assert data_folder() == tmp_path / "mine"


def test_settings_of_a_server_pass_djangos_own_check(postgres: object, tmp_path: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level=ERROR"],
        env={
            "DJANGO_SETTINGS_MODULE": "technopole.site.settings.serving",
            "TECHNOPOLE_DATA": str(tmp_path),
            "TECHNOPOLE_HTTPS": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout + checked.stderr


def test_psycopg_is_the_only_driver() -> None:
    assert connection.vendor == "postgresql"
    assert psycopg.__version__.startswith("3.")
