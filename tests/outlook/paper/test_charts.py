"""Pictures are drawn alike every time, and nothing stands outside them."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from technopole.evidence.wording import LANGUAGES, Language
from technopole.outlook.overview import outlooks_of
from technopole.outlook.paper.charts import draw, drawing_of
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
