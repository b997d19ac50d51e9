"""Pictures are drawn alike every time, and nothing stands outside them."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from technopole.evidence.wording import LANGUAGES, Language
from technopole.outlook.overview import outlooks_of
from technopole.outlook.paper.charts import Band, draw, drawing_of, is_cut
from technopole.plan.packs import Pack

from .conftest import NOW


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", ["1.1", "1.3", "2.2", "4.1"])
def test_a_picture_is_sound_and_holds_figures_and_targets(
    hong_kong: Pack, indicator: str, language: Language
) -> None:
    outlook = outlooks_of(hong_kong, NOW)[indicator]
    drawing = drawing_of(hong_kong.indicators[indicator], hong_kong.evidence, outlook)
    assert drawing is not None
    svg = draw(drawing, language)
    assert svg == draw(drawing, language)
    root = ET.fromstring(svg)  # noqa: S314  our own drawing
    tags = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert tags.count("circle") >= len(drawing.observed)
    assert tags.count("polygon") == len(drawing.wanted) + 2  # the fan's two bands
    for x in re.findall(r' (?:x|cx|x1|x2)="([-\d.]+)"', svg):
        assert 0 <= float(x) <= 360


def test_without_a_forecast_there_is_no_fan(hong_kong: Pack) -> None:
    known = hong_kong.as_of(date(2022, 12, 31))
    drawing = drawing_of(known.indicators["1.1"], known.evidence)
    assert drawing is not None
    assert drawing.fan == ()


@pytest.mark.parametrize("indicator", ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "4.1"])
def test_the_whole_band_stands_in_the_picture(hong_kong: Pack, indicator: str) -> None:
    """No polygon is flat at the top, where a cut band would end."""
    outlook = outlooks_of(hong_kong, NOW)[indicator]
    drawing = drawing_of(hong_kong.indicators[indicator], hong_kong.evidence, outlook)
    assert drawing is not None
    assert not is_cut(drawing)
    pale = re.findall(r'<polygon points="([^"]+)"', draw(drawing, "en"))[0].split()
    upper = [float(point.split(",")[1]) for point in pale[: len(pale) // 2]]
    assert len(set(upper)) > 1
    assert upper[-1] < upper[-2] or min(upper) > 26.01


@pytest.mark.parametrize(("language", "label"), [("en", "7,650,000"), ("zh-hant", "765萬")])
def test_a_band_that_is_cut_has_an_arrow_and_its_number(
    hong_kong: Pack, language: Language, label: str
) -> None:
    outlook = outlooks_of(hong_kong, NOW)["2.1"]
    drawing = drawing_of(hong_kong.indicators["2.1"], hong_kong.evidence, outlook)
    assert drawing is not None
    last = drawing.fan[-1]
    wide = Band(last.year, last.median, (last.intervals[0], (last.intervals[1][0], 7_650_000.0)))
    cut = replace(drawing, fan=(*drawing.fan[:-1], wide))
    assert is_cut(cut)
    told = "".join(ET.fromstring(draw(cut, language)).itertext())  # noqa: S314  our own drawing
    assert label in told


def test_no_share_is_drawn_above_its_ceiling(hong_kong: Pack) -> None:
    outlook = outlooks_of(hong_kong, NOW)["1.3"]
    drawing = drawing_of(hong_kong.indicators["1.3"], hong_kong.evidence, outlook)
    assert drawing is not None
    assert drawing.ceiling == 100


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "4.1"])
def test_every_target_bears_its_label(hong_kong: Pack, indicator: str, language: Language) -> None:
    outlook = outlooks_of(hong_kong, NOW)[indicator]
    drawing = drawing_of(hong_kong.indicators[indicator], hong_kong.evidence, outlook)
    assert drawing is not None
    labels = re.findall(r'<text[^>]*fill="#9c2b2b"', draw(drawing, language))
    assert len(labels) == len(drawing.wanted)
