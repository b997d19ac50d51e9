"""The register's pages say what an entity is, how it stood and stands, and what is linked to it."""

from datetime import date

import pytest

from technopole.plan.packs import Pack
from technopole.plan.register import EntityKind, Relation
from technopole.plan.statuses import Status
from technopole.site.portal.queries.register import (
    ShelfName,
    entity_page,
    initiatives_page,
    register_page,
    support_page,
)


def test_the_index_lists_every_kind_and_a_chosen_kind_its_rows(arcadia: Pack):
    index = register_page(arcadia, None)
    assert [(group.kind.value, group.count) for group in index.groups] == [
        ("scheme", 1), ("fund", 1), ("institution", 1), ("platform", 1), ("law", 1),
    ]  # fmt: skip
    assert index.rows == ()
    (row,) = register_page(arcadia, EntityKind.SCHEME).rows
    assert row.figures == 7
    assert [source.id for source in row.documents] == ["paper-21", "plan-22", "paper-23"]


def test_where_no_document_says_how_a_thing_stands_nothing_is_claimed(arcadia: Pack):
    """To be named is no standing."""
    (row,) = register_page(arcadia, EntityKind.INSTITUTION).rows
    assert row.standing is None


def test_a_history_tells_each_document_once_and_marks_what_moved(arcadia: Pack):
    page = entity_page(arcadia, "line-scheme")
    told = [
        (stop.source.id, [(entry.status, entry.moved) for entry in stop.entries])
        for stop in page.timeline
    ]
    assert told == [
        ("paper-21", [(Status.ANNOUNCED, False), (Status.PLANNED, False)]),
        ("paper-23", [(Status.OPERATING, True), (Status.UNDER_WAY, True)]),
    ]
    assert page.move is not None
    assert (page.move.first.status, page.move.latest.status) == (Status.ANNOUNCED, Status.OPERATING)
    assert [side.source.id for side in page.sides] == ["paper-21", "plan-22", "paper-23"]


def test_an_earlier_day_knows_no_later_move(arcadia: Pack):
    page = entity_page(arcadia.as_of(date(2022, 12, 31)), "line-scheme")
    assert page.move is None
    assert [stop.source.id for stop in page.timeline] == ["paper-21"]


def test_figures_stand_on_shelves_by_what_they_are_and_two_times_make_a_chart(arcadia: Pack):
    shelves = {shelf.name: shelf.sheets for shelf in entity_page(arcadia, "line-scheme").shelves}
    assert list(shelves) == [ShelfName.RESULTS, ShelfName.MONEY, ShelfName.RULES, ShelfName.DATES]
    lines, approved = shelves[ShelfName.RESULTS]
    assert lines.charted
    assert [point.latest.id for point in lines.points] == ["001-001", "003-001", "002-001"]
    assert [indicator.id for indicator in lines.feeds] == ["I1"]
    assert not approved.charted
    assert not shelves[ShelfName.DATES][0].charted


def test_links_are_told_from_both_ends(arcadia: Pack):
    (runner,) = entity_page(arcadia, "line-scheme").links
    assert (runner.relation, runner.outgoing, runner.entities[0].id) == (
        Relation.RUN_BY,
        True,
        "agency",
    )
    (run,) = entity_page(arcadia, "agency").links
    assert (run.relation, run.outgoing, run.entities[0].id) == (
        Relation.RUN_BY,
        False,
        "line-scheme",
    )


def test_an_entity_names_the_nodes_it_carries_out_and_serves(arcadia: Pack):
    page = entity_page(arcadia, "line-scheme")
    assert [node.id for node in page.carries_out] == ["S1.T1.R1.p1"]
    assert [node.id for node in page.serves] == ["S1"]


def test_support_is_told_with_who_runs_it_and_what_it_serves(arcadia: Pack):
    page = support_page(arcadia)
    assert [kind for kind, _ in page.groups] == [EntityKind.SCHEME, EntityKind.FUND]
    (row,) = page.groups[0][1]
    assert [entity.id for entity in row.run_by] == ["agency"]
    assert [node.id for node in row.strategies] == ["S1"]
    assert support_page(arcadia, arcadia.tree.nodes["S2"]).total == 0


def test_initiatives_are_counted_for_the_other_choice(arcadia: Pack):
    page = initiatives_page(arcadia, status=Status.PLANNED)
    assert [row.initiative.id for row in page.rows] == ["other"]
    assert page.statuses == ((Status.PLANNED, 1), (Status.UNDER_WAY, 1))
    assert [(node.id, count) for node, count in page.strategies] == [("S2", 1)]


def test_before_the_plan_an_initiative_has_no_place_in_it(arcadia: Pack):
    (row,) = initiatives_page(arcadia.as_of(date(2021, 12, 31))).rows
    assert (row.node, row.strategy, row.report.status) == (None, None, Status.PLANNED)


def test_an_unknown_entity_is_refused(arcadia: Pack):
    with pytest.raises(KeyError):
        entity_page(arcadia, "nobody")
