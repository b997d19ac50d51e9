"""The plan's pages gather what hangs on a node and on everything under it."""

from datetime import date

import pytest

from technopole.plan.packs import Pack
from technopole.plan.statuses import Status
from technopole.plan.tree import Level
from technopole.site.portal.queries.plan import node_page, plan_page


def test_the_overview_counts_what_hangs_on_each_strategy(arcadia: Pack):
    page = plan_page(arcadia)
    assert page.vision is not None
    assert page.vision.id == "V"
    first, second = page.directions[0].strategies
    assert (first.targets, first.recommendations, first.measures) == (1, 1, 1)
    assert (first.entities, first.initiatives, first.indicators) == (3, 1, 1)
    assert (second.entities, second.initiatives) == (0, 1)
    assert page.counts[Level.MEASURE] == 1


def test_before_its_document_the_plan_is_empty_and_no_node_is_there(arcadia: Pack):
    earlier = arcadia.as_of(date(2021, 12, 31))
    assert plan_page(earlier).vision is None
    with pytest.raises(KeyError):
        node_page(earlier, "S1")


def test_a_strategy_gathers_schemes_institutions_money_and_figures(arcadia: Pack):
    page = node_page(arcadia, "S1")
    assert [servant.entity.id for servant in page.schemes] == ["line-scheme"]
    assert [node.id for node in page.schemes[0].nodes] == ["S1", "S1.T1", "S1.T1.R1.p1"]
    assert [servant.entity.id for servant in page.institutions] == ["agency"]
    assert [servant.entity.id for servant in page.others] == ["app"]
    assert [row.observation.id for row in page.budgets] == ["001-002"]
    assert [row.observation.id for row in page.spending] == ["003-002"]
    assert page.standings == ((Status.UNDER_WAY, 1),)
    assert [(now.indicator.id, now.latest and now.latest.id) for now in page.indicators] == [
        ("I1", "003-001")
    ]


def test_key_figures_show_every_time_of_what_was_counted_before_money(arcadia: Pack):
    (scheme,) = node_page(arcadia, "S1").key_figures
    assert [[figure.id for figure in key.figures] for key in scheme.series] == [
        ["001-001", "003-001"],
        ["003-002"],
    ]
    assert scheme.total == 7


def test_a_node_knows_the_way_up_and_its_neighbours(arcadia: Pack):
    page = node_page(arcadia, "S1.T1")
    assert [node.id for node in page.path] == ["V", "D1", "S1"]
    assert page.previous is None
    assert [branch.node.id for branch in page.branches] == ["S1.T1.R1"]
    assert page.key_figures == ()
    assert node_page(arcadia, "S2").previous == node_page(arcadia, "S1").node
