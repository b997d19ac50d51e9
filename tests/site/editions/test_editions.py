"""The site shows one version of a pack, whole, and keeps every version that it has shown."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from technopole.plan.packs import Pack
from technopole.site.editions import actions, queries
from technopole.site.editions.models import Edition
from technopole.site.editions.signals import edition_switched


def amended(pack: Pack) -> Pack:
    """The same pack with another version: a comment more in one file."""
    files = {**pack.files, "pack.toml": pack.files["pack.toml"] + b"\n# amended\n"}
    return Pack.read(pack.id, files)


@pytest.fixture
def heard() -> Iterator[list[str]]:
    versions: list[str] = []

    def hear(pack: Pack, **_: Any) -> None:
        versions.append(pack.version)

    edition_switched.connect(hear)
    yield versions
    edition_switched.disconnect(hear)


@pytest.mark.django_db
def test_before_the_first_load_the_answer_says_what_to_do() -> None:
    with pytest.raises(queries.NoEdition, match="No version of the pack “hong_kong” is loaded"):
        queries.current()


def test_what_was_loaded_is_what_is_read(loaded_pack: Pack) -> None:
    current = queries.current()
    assert current.version == loaded_pack.version
    assert current.files == loaded_pack.files
    assert queries.current() is current  # read once


def test_loading_the_same_version_again_changes_nothing(
    loaded_pack: Pack, heard: list[str]
) -> None:
    before = queries.loaded_at()
    assert actions.load(loaded_pack) is False
    assert queries.loaded_at() == before
    assert heard == []


def test_another_version_takes_over_and_the_earlier_one_is_kept(
    loaded_pack: Pack, heard: list[str]
) -> None:
    newer = amended(loaded_pack)
    assert actions.load(newer, at=datetime(2026, 11, 1, tzinfo=UTC)) is True
    assert queries.current().version == newer.version
    assert queries.loaded_at() == datetime(2026, 11, 1, tzinfo=UTC)
    assert Edition.objects.count() == 2
    assert actions.load(loaded_pack) is True  # and may come back
    assert queries.current().version == loaded_pack.version
    assert Edition.objects.count() == 2
    assert heard == [newer.version, loaded_pack.version]


def test_when_a_listener_fails_everything_is_as_it_was(loaded_pack: Pack) -> None:
    def fail(**_: Any) -> None:
        raise RuntimeError("the index cannot be filled")

    edition_switched.connect(fail)
    try:
        with pytest.raises(RuntimeError, match="the index cannot be filled"):
            actions.load(amended(loaded_pack))
    finally:
        edition_switched.disconnect(fail)
    assert queries.current().version == loaded_pack.version
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        ({"version": "a" * 64, "is_current": True}, "edition_one_is_current"),
        ({"version": None}, "edition_is_kept_once"),
        ({"version": "not a hash"}, "edition_version_is_a_sha256"),
    ],
)
def test_the_database_itself_refuses(
    loaded_pack: Pack, row: dict[str, Any], constraint: str
) -> None:
    row["version"] = row["version"] or loaded_pack.version
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Edition.objects.create(
            pack_id="hong_kong", content=b"{}", loaded_at=datetime(2026, 1, 1, tzinfo=UTC), **row
        )


@pytest.mark.django_db(transaction=True)
def test_loads_at_the_same_time_follow_one_another(loaded_pack: Pack) -> None:
    newer = amended(loaded_pack)
    results: list[bool] = []

    def load() -> None:
        try:
            results.append(actions.load(newer))
        finally:
            connection.close()

    threads = [threading.Thread(target=load) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, False, False, True]
    assert Edition.objects.filter(is_current=True).count() == 1


def test_reading_the_current_pack_asks_the_database_once(
    loaded_pack: Pack, django_assert_num_queries: Any
) -> None:
    queries.current()
    with django_assert_num_queries(1):
        queries.current()
