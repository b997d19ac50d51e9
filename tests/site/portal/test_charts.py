"""Charts: the same picture every time, in the page's own colours."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from technopole.plan import packs
from technopole.plan.indicators import IndicatorSet
from technopole.plan.packs import Pack
from technopole.site.portal import charts
from technopole.site.portal.placing import Frame, Label, place


@pytest.fixture(scope="module")
def pack() -> Pack:
    return packs.load("hong_kong")


def drawn(pack: Pack, name: str, size: charts.Size = "wide", language: Any = "en") -> charts.Chart:
    pack.__dict__.pop("_kept_by_the_portal", None)
    charts._drawings.clear()
    chart = charts.indicator_chart(pack.indicators[name], pack, language, size)
    assert chart is not None
    return chart


def test_the_same_chart_is_the_same_to_the_byte_whatever_was_drawn_before(
    pack: Pack, settings: Any
) -> None:
    settings.CHARTS_FOLDER = None
    first = drawn(pack, "1.1")
    drawn(pack, "2.1")
    drawn(pack, "3.1", "small")
    assert drawn(pack, "1.1") == first


@pytest.mark.parametrize("size", ["small", "narrow", "wide"])
def test_a_chart_takes_its_colours_from_the_page(
    pack: Pack, settings: Any, size: charts.Size
) -> None:
    settings.CHARTS_FOLDER = None
    svg = drawn(pack, "1.1", size).svg
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none", "transparent"}
    assert colours
    assert all(colour.startswith("var(--") for colour in colours), colours
    assert "style=" not in svg
    assert "<script" not in svg
    assert "NaN" not in svg


def test_targets_stand_at_the_date_whose_figure_counts(pack: Pack, settings: Any) -> None:
    settings.CHARTS_FOLDER = None
    spec = json.loads(charts.kept_spec(drawn(pack, "1.1").id) or "")
    diamonds = [
        row
        for layer in spec["layer"]
        if layer["mark"].get("shape") == "diamond"
        for row in spec["datasets"][layer["data"]["name"]]
    ]
    assert [(row["year"], row["value"]) for row in diamonds] == [(2025, 1.3), (2030, 2.0)]


def test_labels_speak_the_language_of_the_page(pack: Pack, settings: Any) -> None:
    settings.CHARTS_FOLDER = None
    assert "about 5,000" in drawn(pack, "2.1").svg
    assert "約5,000" in drawn(pack, "2.1", language="zh-hant").svg


def test_a_contradiction_is_joined_by_a_bracket(pack: Pack, settings: Any) -> None:
    settings.CHARTS_FOLDER = None
    for dispute in pack.evidence.contradictions:
        series = pack.evidence.series[f"{dispute.subject}.{dispute.measure}"]
        chart = charts.series_chart(series, pack, "en", "wide")
        if chart is not None:
            spec = json.loads(charts.kept_spec(chart.id) or "")
            assert any(layer["mark"]["type"] == "rule" for layer in spec["layer"])
            return
    pytest.fail("no contradiction of the pack stands in a chart")


def test_a_drawing_outlives_the_process_in_its_folder(
    pack: Pack, settings: Any, tmp_path: Path
) -> None:
    settings.CHARTS_FOLDER = tmp_path
    chart = drawn(pack, "1.1")
    assert (tmp_path / f"{chart.id}.svg").read_text("utf-8") == chart.svg
    charts._specs.clear()
    assert charts.kept_spec(chart.id) == (tmp_path / f"{chart.id}.vl.json").read_text("utf-8")


def test_a_folder_that_cannot_be_written_costs_no_page(
    pack: Pack, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    settings.CHARTS_FOLDER = tmp_path / "file" / "charts"
    assert drawn(pack, "1.1").svg.startswith("<svg")


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 15, "g" * 16])
def test_only_a_hash_names_a_specification(settings: Any, tmp_path: Path, name: str) -> None:
    settings.CHARTS_FOLDER = tmp_path
    assert charts.kept_spec(name) is None


def test_every_development_indicator_has_a_chart(pack: Pack, settings: Any) -> None:
    settings.CHARTS_FOLDER = None
    for name, indicator in pack.indicators.items():
        if indicator.set is IndicatorSet.DEVELOPMENT:
            drawn(pack, name, "small")


def test_labels_keep_off_one_another_and_off_the_line() -> None:
    frame = Frame(200, 100, 2014, 2030, 0, 10, (20, 20))
    rising = [(2014.0, 2.0), (2030.0, 9.0)]
    labels = [Label("a", 2014, 2, "about HK$108 million"), Label("b", 2030, 9, "over 90")]
    first, last = place(labels, rising, 12, frame)
    assert (first.align, first.dy > 0) == ("left", True), (
        "below, where the line does not rise into it"
    )
    assert last.dy < 0
    twice = [
        Label("a", 2020, 5, "the same"),
        Label("b", 2020, 5, "place"),
        Label("c", 2020, 5, "again"),
    ]
    assert [placed.dy > 0 for placed in place(twice, [], 12, frame)] == [False, True]


def test_a_label_stands_nearest_to_its_own_point_and_off_what_is_written() -> None:
    frame = Frame(200, 100, 2014, 2030, 0, 30, (30, 30))
    dip = [(2014, 0), (2020, 12), (2020.8, 10), (2021, 12)]
    labels = [Label("d", 2021, 12, "12"), Label("b", 2020, 12, "12"), Label("c", 2020.8, 10, "10")]
    # Above, "d" stands in the way; below, "b" would be read as what stands at the dip beside it.
    assert [placed.label.fact for placed in place(labels, dip, 12, frame)] == ["d", "c"]
    alone = [Label("a", 2016, 15, "over 150")]
    (free,) = place(alone, [], 12, frame)
    (moved,) = place(alone, [], 12, frame, [(-30, 30, 40, 48)])
    assert (free.dy < 0, moved.dy > 0) == (True, True)


def test_the_axis_names_the_year_of_each_figure(pack: Pack, settings: Any) -> None:
    settings.CHARTS_FOLDER = None
    svg = drawn(pack, "1.1").svg
    for year in ("2014", "2020", "2023", "2025", "2030"):
        assert f">{year}</text>" in svg
