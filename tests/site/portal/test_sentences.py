"""The sentences that open pages say what is so, and nothing that is nil."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from technopole.evidence.figures import Figure
from technopole.plan.statuses import Status
from technopole.site.portal.queries.figures import Bounds, say_bounds
from technopole.site.portal.sentences import progress


@pytest.mark.parametrize(
    ("standings", "english", "chinese"),
    [
        ((), "", ""),
        (
            ((Status.OPERATING, 1),),
            "The documents report one initiative under it: in operation.",
            "文件匯報其下一項舉措：運作中。",
        ),
        (
            ((Status.OPEN, 2), (Status.OPERATING, 1)),
            "Of the 3 initiatives that the documents report under it, 3 are in place or done.",
            "文件匯報其下3項舉措：3項已落實或完成。",
        ),
        (
            ((Status.PROPOSED, 2), (Status.UNDER_WAY, 1), (Status.SIGNED, 4), (Status.CLOSED, 1)),
            (
                "Of the 8 initiatives that the documents report under it, 4 are in place or done, "
                "1 is in the making, 2 are still to come and 1 has ended."
            ),
            "文件匯報其下8項舉措：4項已落實或完成、1項正在推行、2項尚待開展及1項已經終止。",
        ),
    ],
)
def test_progress_names_only_what_there_is(
    standings: tuple[tuple[Status, int], ...], english: str, chinese: str
) -> None:
    with translation.override("en"):
        assert progress(standings) == english
    with translation.override("zh-hant"):
        assert progress(standings) == chinese


def test_what_the_words_of_a_figure_allow_says_which_end_is_out() -> None:
    over = say_bounds(Figure.of("460", "count", "over"), "en")
    nearly = say_bounds(Figure.of("700", "count", "nearly"), "en")
    about = say_bounds(Figure.of("50", "count", "about"), "en")
    assert over == Bounds("460", "470", low_open=True, high_open=False)
    assert nearly == Bounds("600", "700", low_open=False, high_open=True)
    assert about == Bounds("40", "60", low_open=False, high_open=False)


@pytest.mark.usefixtures("loaded_pack")
@pytest.mark.parametrize(
    ("page", "said", "unsaid"),
    [
        (
            "contradictions/000-148~001-097/",
            "the documents say over 460 (the factsheet) and over 450 (the Yearbook).",
            None,
        ),
        ("contradictions/?as_of=2021-10-31", "By that day no documents disagreed.", "0 times"),
        ("figures/000-148/", "(stands for above 460, at most 470)", "460 to 470"),
        ("indicators/X07/", "The date set for it is", "neither way is better"),
        ("?as_of=2021-10-31", "The plan was not published yet", None),
        ("?as_of=2021-10-31", "Not an official site.", None),
        ("contradictions/implied-labour-force/", "3,874,317", "3,874,316.9"),
        ("plan/V/", '<span class="quiet">Yearbook</span>', None),
    ],
)
def test_a_page_says(client: Client, page: str, said: str, unsaid: str | None) -> None:
    text = client.get(f"/en/{page}").content.decode()
    assert said in text
    assert unsaid is None or unsaid not in text
