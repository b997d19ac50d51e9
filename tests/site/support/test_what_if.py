"""What if: the same cents as decide, exact figures, honest bounds, and tables that would do harm."""

from __future__ import annotations

import csv
import io
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client

from technopole.hong_kong.population import as_answers, population
from technopole.rules.readers.decide import Eligible, decide
from technopole.rules.rulebook import read_rulebook
from technopole.rules.transforms.amend import amended
from technopole.rules.transforms.integers import lowered
from technopole.site.support.what_if import applicants, applying, bounds, own, preparing
from technopole.site.support.what_if.comparing import (
    NO_END,
    Amount,
    Grouping,
    compare,
    measured,
    totals_of,
)
from technopole.site.support.what_if.levers import levers_of, read_asked
from technopole.site.support.what_if.preparing import Doing, Prepared, Preparing
from technopole.site.support.what_if.starting import (
    can_be_asked,
    days_of,
    starting_rule,
    usual_day,
    without_figures,
)

LANGUAGES = ("en", "zh-hant")
PACK = "hong_kong"
BOOK = read_rulebook("technopole.hong_kong")
ASKABLE = [scheme for scheme in BOOK.executable if can_be_asked(scheme)]
ON = date(2026, 11, 21)
TVP = "/en/support/what-if/technology-voucher-programme/"
OWN = f"{TVP}table/"
LONG = 300.0
SAID = {0: Eligible.NO, 1: Eligible.YES, 2: Eligible.UNKNOWN}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for tables, so that the applicants are drawn once."""
    return tmp_path_factory.mktemp("applicants")


@pytest.fixture
def tables(settings: LazySettings, folder: Path, loaded_pack: Any) -> Iterator[Path]:
    """A server that keeps tables."""
    settings.APPLICANTS_FOLDER = folder
    yield folder
    applicants.forget_all()


def rule_of(code: str, day: date | None = None) -> Any:
    scheme = BOOK.by_code[code.lower()]
    return starting_rule(PACK, scheme.entity, day or usual_day(scheme, ON))


def ready(code: str = "tvp") -> Prepared:
    """A scheme prepared over the synthetic applicants."""
    table = applicants.synthetic_of(PACK)
    assert table is not None
    found = preparing.prepared(rule_of(code), table, wait=LONG)
    assert isinstance(found, Prepared)
    return found


def asked(code: str, query: str, language: Any = "en") -> Any:
    return read_asked(QueryDict(query), levers_of(rule_of(code)), language, ("day",))


# ── The same cents as decide ──────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def some_applicants() -> pl.DataFrame:
    return population(20_000, seed=7)


def other_figures(rule: Any, turn: int) -> dict[str, Any]:
    """Another value for one of the levers."""
    levers = [lever for lever in levers_of(rule) if lever.kind == "number"]
    lever = levers[turn % len(levers)]
    stops = lever.stops
    return {lever.name: stops[(turn * 7 + 3) % len(stops)]}


@pytest.mark.parametrize("scheme", ASKABLE, ids=lambda scheme: scheme.code)
def test_a_what_if_gives_the_cents_that_decide_gives(
    scheme: Any, some_applicants: pl.DataFrame
) -> None:
    """Every change, over applicants of every kind; whom no figure concerns is left out rightly."""
    rule = rule_of(scheme.code)
    fixed = without_figures(rule.held)
    some = applying.not_refused(lowered(fixed) if fixed else None, some_applicants)
    plain = applying.measure(rule.shape, applying.given_of(rule.shape, some_applicants[some]), (0,))
    fits = some[np.flatnonzero(plain.eligible)][:8]
    chosen = some_applicants[np.concatenate([fits, some[:: max(1, len(some) // 8)]])]
    left_out = np.setdiff1d(np.arange(some_applicants.height), some)[:400:40]
    counted = {award.name for award in rule.counted}
    answers = list(as_answers(chosen, BOOK.questions))
    compared = 0
    for turn in range(5):
        values = other_figures(rule, turn)
        held = amended(rule.held, values)
        program = lowered(held, like=rule.shape)
        places = tuple(n for n, (name, _) in enumerate(program.awards) if name in counted)
        found = applying.measure(program, applying.given_of(program, chosen), places)
        for row, given in enumerate(answers):
            judged = decide(held, given, ON)
            # Decide also splits cases, so it may be sure where columns are not; never otherwise.
            said = SAID[int(found.eligible[row])]
            assert said in (judged.eligible, Eligible.UNKNOWN)
            if judged.eligible is Eligible.NO:
                assert found.low[row] == 0
                continue
            awards = [award for award in judged.awards if award.name in counted]
            low = sum(Fraction(award.low) for award in awards) * 100
            high = [None if award.high is None else award.high * 100 for award in awards]
            sure = judged.eligible is Eligible.YES
            assert found.low[row] <= (low if sure else 0)
            assert found.high[row] == NO_END or found.high[row] >= sum(one or 0 for one in high)
            if said is Eligible.YES and found.low[row] == found.high[row]:
                assert found.low[row] == low == sum(one or 0 for one in high)
                compared += 1
        for given in as_answers(some_applicants[left_out], BOOK.questions):
            assert decide(held, given, ON).eligible is Eligible.NO
    assert compared


@pytest.mark.parametrize("scheme", ASKABLE, ids=lambda scheme: scheme.code)
def test_an_unchanged_figure_changes_nothing(scheme: Any) -> None:
    """What a field shows reads back as what is in force, in both languages."""
    rule = rule_of(scheme.code)
    for lever in levers_of(rule):
        query = QueryDict(mutable=True)
        if lever.now is None:
            continue
        query.setlist(lever.name, lever.in_address(lever.now))
        for language in LANGUAGES:
            found = read_asked(query, levers_of(rule), language)  # type: ignore[arg-type]
            assert (found.values, found.faults) == ({}, [])
        query.setlist(lever.name, [lever.written(lever.now)])
        if lever.kind != "choice":
            assert read_asked(query, levers_of(rule), "en").faults == []


@pytest.mark.parametrize("scheme", ASKABLE, ids=lambda scheme: scheme.code)
def test_every_stop_of_a_slider_can_be_asked(scheme: Any) -> None:
    rule = rule_of(scheme.code)
    for lever in levers_of(rule):
        assert list(lever.stops) == sorted(set(lever.stops))
        if lever.kind == "number" and lever.now is not None:
            assert lever.now in lever.stops
        for stop in lever.stops:
            found = read_asked(QueryDict(f"{lever.name}={lever.written(stop).replace('%', '%25')}"), [lever], "en")  # fmt: skip
            assert found.faults == []
            assert found.values.get(lever.name, lever.now) == stop


def test_the_rule_is_of_the_last_day_that_took_applications_with_every_figure_known() -> None:
    assert usual_day(BOOK.by_code["nifs"], ON) == ON
    assert usual_day(BOOK.by_code["tvp"], ON) == date(2024, 12, 31)
    assert usual_day(BOOK.by_code["knowit"], ON) == date(2024, 8, 31)
    assert days_of(BOOK.by_code["tvp"], ON)[0] == date(2024, 12, 31)
    assert date(2019, 2, 27) in days_of(BOOK.by_code["tvp"], ON)


def test_a_share_of_a_third_is_a_third() -> None:
    rule = rule_of("tvp")
    frame = pl.DataFrame({
        "applicant.kind": ["company"], "plans.adopt_technology": [True], "company.business_registered": [True],
        "company.substantive_business": [True], "project.total_cost": [10_000_000], "history.tvp_granted": [0],
        "history.tvp_projects": [0], "history.tvp_running_projects": [0], "company.listed": [False],
        "company.subvented": [False], "company.statutory_body": [False], "project.other_public_money": [False],
        "company.incorporated_in_hong_kong": [True], "company.small_or_medium": [True],
        "company.business_started_on": [date(2010, 1, 1)], "application.submitted_on": [date(2024, 1, 1)],
    })  # fmt: skip
    program = lowered(amended(rule.held, {"share": Fraction(1, 3)}), like=rule.shape)
    found = applying.measure(program, applying.given_of(program, frame), (0,))
    assert (found.eligible[0], found.low[0], found.exact) == (1, 3_333_333, True)


# ── Figures in the address ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1/3", Fraction(1, 3)), ("50%", Fraction(1, 2)), ("0.5", Fraction(1, 2)), ("33.3%", Fraction(333, 1000)),
        ("0", Fraction(0)), ("1", Fraction(1)), ("5/12", Fraction(5, 12)),
    ],
)  # fmt: skip
def test_a_share_may_be_written_as_people_do(typed: str, value: Fraction) -> None:
    assert asked("tvp", f"share={typed.replace('%', '%25')}").values == {"share": value}


@pytest.mark.parametrize("typed", ["800000", "800,000", "HK$800,000.00", " 800 000 ", "HK$ 800000"])
def test_money_may_be_written_as_people_do(typed: str) -> None:
    assert asked("tvp", f"ceiling={typed}").values == {"ceiling": Fraction(800_000)}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("share=50", "out of bounds. Give 0% to 100%. Did you mean 50%?"),
        ("share=1/7", "is too fine. Keep to tenths of a percent, or to a fraction such as 1/3."),
        ("share=33.333%25", "is too fine"),
        ("share=1/0", "is not a number"),
        ("share=half", "is not a number. Write one such as 75%."),
        ("share=(2e5%2B4)/2", "is not a number"),
        ("share=-1", "is not a number"),
        ("share=NaN", "is not a number"),
        ("ceiling=6000001", "out of bounds. Give HK$0 to HK$6,000,000."),
        ("ceiling=1e5", "is not a number"),
        ("ceiling=0.001", "is too fine. Keep to steps of HK$0.01."),
        ("ceiling=50%25", "is not a number"),
        ("ceiling=" + "9" * 400, "is not a number"),
        ("most_projects=1.5", "is too fine. Keep to steps of 1 project."),
        ("any_size=maybe", "is neither yes nor no"),
        ("cieling=3", "no figure “cieling”. Did you mean “ceiling”?"),
        ("qqqq=3", "no figure “qqqq”; its figures are: projects_at_a_time"),
        ("window=yes", "no figure “window”"),
    ],
)
def test_a_figure_that_cannot_be_taken_is_told_and_nothing_is_made_of_it(
    query: str, sentence: str
) -> None:
    found = asked("tvp", query)
    assert found.values == {}
    assert len(found.faults) == 1
    assert sentence in found.faults[0][1]


def test_days_and_lists_are_read_and_refused() -> None:
    assert asked("itlab", "last_activity=2027-08-31").values == {"last_activity": date(2027, 8, 31)}
    assert "is not a day" in asked("itlab", "last_activity=2027-13-01").faults[0][1]
    assert "is not a day" in asked("itlab", "last_activity=3027-01-01").faults[0][1]
    assert asked("dtspp", "sectors=retail&sectors=").values == {"sectors": frozenset({"retail"})}
    assert asked("dtspp", "sectors=").values == {"sectors": frozenset()}
    assert "there is: retail" in asked("dtspp", "sectors=retial").faults[0][1]


def test_all_faults_are_told_at_once(tables: Path, client: Client) -> None:
    response = client.get(f"{TVP}?share=zzz&ceiling=-1&cieling=3")
    assert response.status_code == 400
    text = unescape(response.content.decode())
    for sentence in ("“zzz” is not a number", "“-1” is not a number", "Did you mean “ceiling”?"):
        assert sentence in text
    assert "applicants are eligible" not in text
    assert "would be eligible" not in text


@pytest.mark.parametrize("typed", ["2024-13-01", "yesterday", "1989-12-31", "2999-01-01", "2024/01/01"])  # fmt: skip
def test_a_day_that_is_none_is_refused(tables: Path, client: Client, typed: str) -> None:
    response = client.get(TVP, {"day": typed})
    assert response.status_code == 400
    assert "is no day up to" in unescape(response.content.decode())


# ── Pages ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scheme_with_amounts_and_figures_can_be_chosen(
    tables: Path, client: Client, read_page: Callable[[Any], Any], language: str
) -> None:
    response = client.get(f"/{language}/support/what-if/")
    assert response.status_code == 200
    page = read_page(response)
    assert page.faults == []
    for scheme in ASKABLE:
        assert f"/{language}/support/what-if/{scheme.entity}/" in page.links
    text = unescape(response.content.decode())
    assert "100,000" in text
    assert "4,700" in text  # a fact that the table is calibrated on, with its source


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_what_if_is_a_whole_page(
    tables: Path, client: Client, read_page: Callable[[Any], Any], subtests: pytest.Subtests, language: str,
) -> None:  # fmt: skip
    for scheme in ASKABLE:
        with subtests.test(scheme=scheme.code):
            ready(scheme.code)
            levers = levers_of(rule_of(scheme.code))
            number = next(lever for lever in levers if lever.kind == "number")
            query = {number.name: number.in_address(number.stops[-1])[0]}
            for asked_for in ({}, query):
                response = client.get(f"/{language}/support/what-if/{scheme.entity}/", asked_for)
                assert response.status_code == 200
                page = read_page(response)
                assert page.faults == []
                assert sorted(page.ids) == sorted(set(page.ids))
                assert response.context["outcome"].changed is bool(asked_for)
                assert 'style="' not in response.content.decode()


def test_a_part_is_what_becomes_of_whom_alone(tables: Path, client: Client) -> None:
    ready()
    text = client.get(f"{TVP}?ceiling=800000&part=1").content.decode()
    assert "<html" not in text
    assert "instead of HK$600,000" in text
    assert "result.csv?ceiling=800000" in text
    assert "part=1" not in text


def test_a_larger_ceiling_loses_nobody_anything(tables: Path, client: Client) -> None:
    ready()
    outcome = client.get(f"{TVP}?ceiling=1200000").context["outcome"]
    assert outcome.gain > 0
    assert (outcome.lose, outcome.unsure, outcome.more) == (0, 0, 0)
    assert outcome.gain + outcome.same == outcome.rows == 100_000
    assert sum(bar.count for bar in outcome.bars) == outcome.gain


def test_a_scheme_is_found_by_its_short_name_and_one_without_amounts_is_not_there(
    tables: Path, client: Client
) -> None:
    ready()
    assert client.get("/en/support/what-if/TVP/").status_code == 200
    for language, said in (("en", "has no figures to change"), ("zh-hant", "沒有可更改的數值")):
        refused = client.get(f"/{language}/support/what-if/gba-standard-contract/")
        assert refused.status_code == 404
        assert said in refused.content.decode()
        assert f"/{language}/support/schemes/gba-standard-contract/" in refused.content.decode()
    response = client.get("/en/support/what-if/technology-voucher-program/")
    assert response.status_code == 404
    assert "technology-voucher-programme" in response.content.decode()


def test_what_is_not_ready_is_said_to_be_on_its_way(
    tables: Path, client: Client, monkeypatch: pytest.MonkeyPatch, read_page: Callable[[Any], Any]
) -> None:
    monkeypatch.setattr(preparing, "prepared", lambda *_, **__: Preparing(Doing.COMPILING))
    response = client.get(f"{TVP}?ceiling=800000")
    assert response.status_code == 200
    assert response.headers["Retry-After"] == "3"
    assert read_page(response).faults == []
    text = response.content.decode()
    assert "data-wait" in text
    assert "takes some seconds the first time" in text
    assert f'href="{TVP}?ceiling=800000"' in text
    assert client.get(f"{TVP}result.csv").status_code == 503


@pytest.mark.parametrize(
    ("error", "status"), [(preparing.TooBusy, 503), (preparing.PreparingFailed, 500)]
)
def test_what_cannot_be_prepared_is_said(
    tables: Path, client: Client, monkeypatch: pytest.MonkeyPatch, error: type[Exception], status: int
) -> None:  # fmt: skip
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(preparing, "prepared", fail)
    assert client.get(TVP).status_code == status
    assert client.get(f"{TVP}result.csv").status_code == 503


def test_a_failure_is_told_once_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    workshop = preparing._Workshop()
    turns = []

    def work(_: object) -> str:
        turns.append(1)
        if len(turns) == 1:
            raise ValueError("a row of somebody's table")
        return "done"

    with caplog.at_level(logging.DEBUG), pytest.raises(preparing.PreparingFailed):
        workshop.get("key", work, LONG)
    assert "ValueError" in caplog.text
    assert "somebody" not in caplog.text
    assert workshop.get("key", work, LONG) == "done"
    assert workshop.get("key", work, LONG) == "done"
    assert len(turns) == 2


def test_the_figures_in_force_as_of_a_day_stand_beside_the_day(
    tables: Path, client: Client
) -> None:
    scheme = BOOK.by_code["tvp"]
    table = applicants.synthetic_of(PACK)
    assert table is not None
    day = date(2019, 3, 1)
    preparing.prepared(starting_rule(PACK, scheme.entity, day), table, wait=LONG)
    response = client.get(TVP, {"day": "2019-03-01"})
    text = unescape(response.content.decode())
    assert "as you chose" in text
    assert "The rule: HK$400,000" in text
    assert response.context["page"].query == "?day=2019-03-01"


# ── Comparing ─────────────────────────────────────────────────────────────────────────────────


def rows(*cases: tuple[int, int, int]) -> Any:
    """Cases of eligible, low and high (-1 for none)."""
    eligible, lows, highs = (np.array(one) for one in zip(*cases, strict=True))
    return measured(eligible.astype(np.uint8), [lows], [highs], complete=False)


def test_who_may_gain_is_counted_apart_from_who_does() -> None:
    before = rows((1, 100, 100), (1, 100, 100), (0, 0, 0), (2, 50, 80), (1, 10, -1), (1, 7, 7))
    after = rows((1, 150, 150), (0, 0, 0), (2, 0, 90), (2, 50, 80), (1, 10, -1), (1, 7, 7))
    found = compare(before, after, {"trait": Grouping(np.array([0, 0, 1, 1, 2, 2], np.uint8), 3)})
    assert (found.gain.count, found.lose.count, found.same, found.unsure) == (1, 1, 1, 3)
    assert (found.gain.amount, found.lose.amount) == (Amount(50, 50), Amount(100, 100))
    assert (found.before.eligible, found.before.unknown, found.before.open) == (4, 1, 1)
    assert found.before.total == Amount(217, None)
    assert (found.enter, found.leave) == (0, 1)
    groups = found.groups["trait"]
    assert [group.gain for group in groups] == [1, 0, 0]
    assert groups[1].after == Amount(0, 170)
    assert groups[2].after.high is None


def test_unknown_is_never_nothing() -> None:
    found = totals_of(rows((2, 40, 60), (1, 10, 20), (1, 30, 30), (0, 5, 5)))
    assert (found.eligible, found.unknown, found.open) == (2, 1, 1)
    assert found.total == Amount(40, 110)
    assert (found.mean, found.median) == (Amount(20, 25), Amount(20, 25))
    nobody = totals_of(rows((0, 0, 0)))
    assert (nobody.total, nobody.mean, nobody.median) == (Amount(0, 0), None, None)
    assert totals_of(rows((1, 3, -1))).mean == Amount(3, None)
    assert rows((1, 3, -1)).high[0] == NO_END


@pytest.mark.parametrize("seed", range(12))
def test_sides_sums_and_bins_are_those_of_a_plain_loop(seed: int) -> None:
    random = np.random.default_rng(seed)
    size = int(random.integers(1, 400))
    was = [(int(e), int(a) * int(e), int(a) * int(e)) for e, a in zip(random.integers(0, 2, size), random.integers(1, 10**int(random.integers(2, 11)), size), strict=True)]  # fmt: skip
    will = [(e, a * 3 // 2 + 1 if e and n % 3 else a // 2, a * 3 // 2 + 1 if e and n % 3 else a // 2) for n, (e, a, _) in enumerate(was)]  # fmt: skip
    codes = random.integers(0, 4, size).astype(np.uint8)
    found = compare(rows(*was), rows(*will), {"trait": Grouping(codes, 4)})
    changes = [after[1] - before[1] for before, after in zip(was, will, strict=True)]
    assert found.gain.count == sum(change > 0 for change in changes)
    assert found.lose.count == sum(change < 0 for change in changes)
    assert found.gain.amount.low == sum(change for change in changes if change > 0)
    assert found.lose.amount.low == -sum(change for change in changes if change < 0)
    assert found.after.total == Amount(*[sum(row[1] for row in will)] * 2)
    for code, group in enumerate(found.groups["trait"]):
        assert group.after.low == sum(row[1] for row, c in zip(will, codes, strict=True) if c == code)  # fmt: skip
    for one in found.bins:
        loses = one.upto is not None and one.upto <= 0
        inside = [
            change for change in changes
            if (one.over is None or (change >= one.over if loses else change > one.over))
            and (one.upto is None or (change < one.upto if loses else change <= one.upto))
        ]  # fmt: skip
        assert one.count == len(inside)
        assert one.amount == sum(inside)
    assert sum(one.count for one in found.bins) == sum(change != 0 for change in changes)


# ── The result as a file ──────────────────────────────────────────────────────────────────────


def test_the_result_lists_every_applicant_and_adds_up_to_the_page(
    tables: Path, client: Client
) -> None:
    ready()
    query = {"ceiling": "400000", "share": "80%"}
    outcome = client.get(TVP, query).context["outcome"]
    response = client.get(f"{TVP}result.csv", query)
    assert response.headers["Content-Disposition"] == 'attachment; filename="what-if-tvp.csv"'
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == outcome.rows
    eligible = [line for line in lines if line["eligible_by_your_figures"] == "yes"]
    assert len(eligible) == outcome.after.eligible
    changes = [Decimal(line["change_low"]) for line in lines]
    assert sum(change > 0 for change in changes) == outcome.gain
    total = sum(Decimal(line["low_by_your_figures"]) for line in lines)
    assert f"HK${total:,}".removesuffix(".00") == outcome.after.total
    assert [line["change_low"] == line["change_high"] for line in lines] == [True] * len(lines)


# ── A table of one's own ──────────────────────────────────────────────────────────────────────

GOOD = (
    "id,applicant.kind,plans.adopt_technology,company.business_registered,company.substantive_business,"
    "company.employees,project.total_cost,application.submitted_on,history.tvp_running_projects,"
    "history.tvp_projects,history.tvp_granted,company.incorporated_in_hong_kong,company.listed,company.subvented,"
    "project.other_public_money,company.business_started_on,company.statutory_body\n"
)
FIRM = "yes,yes,yes,12,{cost},2024-10-01,{running},0,0,yes,no,no,no,2015-01-01,no\n"


def firm(name: str, cost: str = '"900,000"', running: str = "0") -> str:
    return f"{name},company,{FIRM.format(cost=cost, running=running)}"


def upload(client: Client, content: bytes | str, name: str = "table.csv", **headers: Any) -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post(OWN, {"table": SimpleUploadedFile(name, data)}, **headers)


def as_parquet(frame: pl.DataFrame) -> bytes:
    held = io.BytesIO()
    frame.write_parquet(held)
    return held.getvalue()


def test_an_empty_table_has_a_column_for_each_question(tables: Path, client: Client) -> None:
    response = client.get(f"{OWN}template.csv")
    scheme = BOOK.by_code["tvp"]
    assert response.content.decode() == ",".join(["id", *(q.name for q in scheme.questions)]) + "\r\n"  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_columns_of_every_scheme_are_told(
    tables: Path, client: Client, read_page: Callable[[Any], Any], subtests: pytest.Subtests, language: str,
) -> None:  # fmt: skip
    for scheme in ASKABLE:
        with subtests.test(scheme=scheme.code):
            response = client.get(f"/{language}/support/what-if/{scheme.entity}/table/")
            assert response.status_code == 200
            assert read_page(response).faults == []
            text = response.content.decode()
            assert all(f"<code>{question.name}</code>" in text for question in scheme.questions)


def test_a_table_of_ones_own_takes_the_place_of_the_synthetic_one(
    tables: Path, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = upload(client, GOOD + firm("=cmd|' /C calc'!A1") + firm("b", cost="7654321"))
        assert response.status_code == 303
        assert response.headers["Location"] == f"{TVP}?table=own"
        key = client.session["table"]
        kept = applicants.own_called(key)
        assert kept is not None
        assert preparing.prepared(rule_of("tvp"), kept, wait=LONG)
        page = client.get(f"{TVP}?table=own&ceiling=300000")
        outcome = page.context["outcome"]
        assert (outcome.rows, outcome.lose, outcome.lose_amount) == (2, 2, "HK$600,000")
        assert "Your own table" in page.content.decode()
        assert "no-store" in page.headers["Cache-Control"]
        lines = b"".join(
            client.get(f"{TVP}result.csv?table=own&ceiling=300000").streaming_content  # type: ignore[attr-defined]
        ).decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(lines)))
    assert first["id"] == "'=cmd|' /C calc'!A1"
    assert first["change_low"] == "-300000.00"
    assert "7654321" not in caplog.text
    assert kept.path.stat().st_mode & 0o077 == 0
    assert kept.path.parent.stat().st_mode & 0o077 == 0
    other = Client()
    assert "not here any more" in unescape(other.get(f"{TVP}?table=own").content.decode())


def test_a_table_goes_when_its_reader_or_its_time_says_so(tables: Path, client: Client) -> None:
    upload(client, GOOD + firm("a"))
    first = applicants.own_called(client.session["table"])
    assert first is not None
    upload(client, GOOD + firm("b"))
    assert not first.path.exists()  # another table takes its place
    second = applicants.own_called(client.session["table"])
    assert second is not None
    assert client.post(OWN, {"do": "remove"}).status_code == 303
    assert not second.path.exists()
    upload(client, GOOD + firm("c"))
    third = applicants.own_called(client.session["table"])
    assert third is not None
    old = time.time() - applicants.LIFE_SECONDS - 1
    os.utime(third.path, (old, old))
    assert applicants.own_called(third.key) is None
    assert not third.path.exists()


def test_a_table_goes_by_itself_from_the_disk_and_from_memory(
    tables: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[tuple[float, Callable[[], None]]] = []
    for module in (applicants, preparing):
        monkeypatch.setattr(module, "later", lambda seconds, what: ends.append((seconds, what)))
    upload(client, GOOD + firm("a"))
    kept = applicants.own_called(client.session["table"])
    assert kept is not None
    preparing.prepared(rule_of("tvp"), kept, wait=LONG)
    assert len(ends) == 2
    assert all(seconds <= applicants.LIFE_SECONDS + 1 for seconds, _ in ends)
    assert any(key[-1] == kept.key for key in preparing._workshop._kept)
    for _, what in ends:
        what()
    assert not kept.path.exists()
    assert not any(key[-1] == kept.key for key in preparing._workshop._kept)


@pytest.mark.parametrize("as_of", ["2021-10-31", "2023-11-13"])
def test_a_what_if_can_be_asked_as_of_an_earlier_day(
    tables: Path, client: Client, read_page: Callable[[Any], Any], as_of: str
) -> None:
    scheme = BOOK.by_code["tvp"]
    table = applicants.synthetic_of(PACK)
    assert table is not None
    preparing.prepared(starting_rule(PACK, scheme.entity, usual_day(scheme, date.fromisoformat(as_of))), table, wait=LONG)  # fmt: skip
    response = client.get(TVP, {"as_of": as_of, "ceiling": "800000"})
    assert response.status_code == 200
    assert read_page(response).faults == []
    assert response.context["page"].rule.day.isoformat() == as_of
    assert response.context["page"].query == f"?ceiling=800000&as_of={as_of}"


def test_before_a_scheme_began_nobody_is_eligible_and_no_figure_is_known(
    tables: Path, client: Client
) -> None:
    scheme = BOOK.by_code["tvp"]
    table = applicants.synthetic_of(PACK)
    assert table is not None
    preparing.prepared(starting_rule(PACK, scheme.entity, date(2012, 1, 1)), table, wait=LONG)
    response = client.get(TVP, {"day": "2012-01-01"})
    assert response.status_code == 200
    assert response.context["outcome"].before.eligible == 0
    assert "left open it stays unknown" in response.content.decode()


def test_old_tables_are_swept_and_those_of_a_past_server_forgotten(tables: Path) -> None:
    with applicants.keep_own() as path:
        path.touch()
    old = time.time() - applicants.LIFE_SECONDS - 1
    os.utime(path, (old, old))
    with applicants.keep_own() as another:
        another.touch()
    assert not path.exists()
    applicants.forget_all()
    assert not another.exists()


def test_there_is_room_for_so_many_tables(tables: Path, client: Client) -> None:
    for _ in range(applicants.MOST_TABLES):
        with applicants.keep_own() as path:
            path.touch()
    response = upload(client, GOOD + firm("a"))
    assert response.status_code == 503
    assert "table" not in client.session


@pytest.mark.parametrize("key", ["../secret", "/etc/passwd", "a" * 33, "A" * 32, "", None, 3, ["x"]])  # fmt: skip
def test_a_key_names_a_table_and_no_other_file(tables: Path, key: object) -> None:
    assert applicants.own_called(key) is None


def test_the_name_of_a_file_is_never_used(tables: Path, client: Client) -> None:
    assert upload(client, GOOD + firm("a"), name="../../../../tmp/evil.csv").status_code == 303
    assert sorted(path.suffix for path in (tables / "own").iterdir()) == [".parquet"]


def test_bad_rows_are_listed_with_row_and_column_and_the_good_ones_kept(
    tables: Path, client: Client, read_page: Callable[[Any], Any]
) -> None:
    bad = "b,compny,maybe,yes,yes,-3,12.345,2024-13-01,0,0,0,yes,no,no,no,2015-01-01,no\n"
    short = "c,company\n"
    response = upload(client, GOOD + firm("a") + bad + short + firm("d"))
    assert response.status_code == 200
    assert read_page(response).faults == []
    report = response.context["report"]
    assert (report.rows, report.good) == (4, 2)
    told = {(fault.row, fault.column): str(fault) for fault in report.faults}
    assert "Did you mean “company”?" in told[2, "applicant.kind"]
    assert "is not a day" in told[2, "application.submitted_on"]
    assert "out of bounds" in told[2, "company.employees"]
    assert "finer than HK$0.01" in told[2, "project.total_cost"]
    assert "Answer yes or no." in told[2, "plans.adopt_technology"]
    assert "2 cells, but there are 17 headings" in told[3, ""]
    kept = applicants.own_called(client.session["table"])
    assert kept is not None
    assert kept.columns(["row"])["row"].to_list() == [1, 4]


def test_answers_that_cannot_go_together_are_a_fault_of_their_row(
    tables: Path, client: Client
) -> None:
    table = "applicant.kind,company.employees,company.technical_staff\ncompany,5,9\ncompany,9,5\n"
    report = upload(client, table).context["report"]
    assert (report.rows, report.good) == (2, 1)
    assert "Technical staff are among the employees" in str(report.faults[0])


def test_what_is_not_answered_stays_unknown(tables: Path, client: Client) -> None:
    assert upload(client, GOOD + firm("a", running="") + firm("b", running="?")).status_code == 303
    kept = applicants.own_called(client.session["table"])
    assert kept is not None
    found = preparing.prepared(rule_of("tvp"), kept, wait=LONG)
    assert isinstance(found, Prepared)
    assert (found.known.eligible, found.known.unknown) == (0, 2)
    assert found.known.total == Amount(0, 2 * 60_000_000)


def test_a_list_is_read_from_json(tables: Path, client: Client) -> None:
    table = (
        "applicant.kind,talents.engaged\n"
        'company,"[{""talent.degree"": ""doctor"", ""talent.months"": 12}]"\n'
        'company,"[{""talent.degree"": ""doctr""}]"\ncompany,nonsense\ncompany,"[[[[[["\n'
    )
    report = upload(client, table).context["report"]
    assert (report.rows, report.good) == (4, 1)
    assert "Did you mean “doctor”?" in str(report.faults[0])
    assert "not a list in JSON" in str(report.faults[1])


def test_parquet_is_read_with_its_types(tables: Path, client: Client) -> None:
    frame = pl.DataFrame({
        "applicant.kind": ["company", "company"], "project.total_cost": [1_234_50, None],
        "application.submitted_on": [date(2024, 10, 1), date(2024, 10, 2)], "plans.adopt_technology": [True, False],
        "talents.engaged": [[{"talent.degree": "doctor", "talent.months": 12}], None], "unasked": [1, 2],
    })  # fmt: skip
    response = upload(client, as_parquet(frame), name="table.parquet")
    assert response.context["report"].ignored == (("unasked", ""),)
    assert response.context["report"].in_cents == ("project.total_cost",)
    assert "read as cents" in response.content.decode()
    kept = applicants.own_called(client.session["table"])
    assert kept is not None
    read = kept.columns(["project.total_cost", "talents.engaged", "application.submitted_on"])
    assert read["project.total_cost"].to_list() == [123_450, None]
    assert read["talents.engaged"].to_list()[0][0]["talent.months"] == 12


def test_columns_without_a_question_are_left_out_with_the_nearest_name(
    tables: Path, client: Client
) -> None:
    response = upload(client, "applicant.kind,company.employes,my notes\ncompany,3,<b>x</b>\n")
    assert response.context["report"].ignored == (
        ("company.employes", "company.employees"), ("my notes", ""),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Choose a file first."),
        (b"\n", "No column is named as a question."),
        (b"a,b\n1,2\n", "No column is named as a question."),
        (b"applicant.kind\n", "The table has no rows."),
        (b"applicant.kind\n\xff\xfe\x00\n", "not UTF-8 text"),
        (b"applicant.kind,applicant.kind\ncompany,company\n", "stand twice: applicant.kind"),
        (b'applicant.kind\n"a"b\n', "is not CSV (line 2)"),
        (b"applicant.kind\n" + b"x" * 30_000 + b"\n", "is not CSV (line 2)"),
        (b"applicant.kind\nnobody\n", "No row can be taken."),
        (b"PAR1" + b"nonsense" * 40, "begins like Parquet but cannot be read"),
        (b",".join(b"c%d" % n for n in range(301)) + b"\n", "at most 300 are read"),
        (b"applicant.kind\n" + b"company\n" * 200_001, "more than 200,000 rows"),
        (as_parquet(pl.DataFrame({"company.employees": [1.5]})), "of the type Float64 cannot hold"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    tables: Path, client: Client, content: bytes, sentence: str
) -> None:
    response = upload(client, content)
    assert response.status_code == 400
    assert sentence in unescape(response.content.decode())
    assert "table" not in client.session
    assert list((tables / "own").glob("*")) == []


def bomb(items: int) -> bytes:
    """A few kilobytes of Parquet that say that they hold so many items."""
    truths = pl.select(pl.repeat(value=True, n=items, eager=False).alias("talent.science"))
    found = as_parquet(truths.select(pl.struct(pl.all()).implode().alias("talents.engaged")))
    assert len(found) < 10_000
    return found


def test_a_list_that_is_too_long_is_a_fault_and_is_not_unpacked(
    tables: Path, client: Client
) -> None:
    report = upload(client, bomb(20_000_000)).context["report"]
    assert (report.rows, report.good) == (1, 0)
    assert str(report.faults[0]) == "The list has 20,000,000 items; at most 100 are taken."


@pytest.mark.slow
def test_a_small_file_that_says_it_is_huge_is_given_up(
    tables: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "MOST_MEMORY", 2**30)
    assert upload(client, GOOD + firm("a")).status_code == 303  # it is enough for a table
    client.post(OWN, {"do": "remove"})
    response = upload(client, bomb(2_000_000_000))
    assert response.status_code == 400
    assert "so it was given up" in response.content.decode()
    assert list((tables / "own").glob("*")) == []


def test_a_file_above_the_bound_is_refused_unread(tables: Path, client: Client) -> None:
    response = upload(client, b"a" * (bounds.MOST_BYTES + 20_000))
    assert response.status_code == 413
    assert "larger than 20 MB" in response.content.decode()


def test_one_table_is_read_at_a_time(tables: Path, client: Client) -> None:
    assert own._reading.acquire(blocking=False)
    try:
        assert upload(client, GOOD + firm("a")).status_code == 503
    finally:
        own._reading.release()


def test_a_form_from_elsewhere_is_refused(tables: Path, client: Client) -> None:
    for headers in ({"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}):  # fmt: skip
        assert upload(client, GOOD + firm("a"), **headers).status_code == 403
    assert "table" not in client.session


def test_a_server_without_a_folder_takes_no_tables(
    settings: LazySettings, loaded_pack: Any, client: Client
) -> None:
    settings.APPLICANTS_FOLDER = None
    assert "keeps no tables" in client.get(OWN).content.decode()
    assert upload(client, GOOD + firm("a")).status_code == 503


def test_a_fault_of_ours_is_noted_without_the_table(
    tables: Path, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = SimpleNamespace(
        returncode=1, stdout="", stderr="Traceback\nValueError: 7654321 is odd\n"
    )
    monkeypatch.setattr(own.subprocess, "run", lambda *_, **__: done)
    with caplog.at_level(logging.DEBUG):
        response = upload(client, GOOD + firm("a"))
    assert "the fault is ours" in response.content.decode()
    assert "ValueError" in caplog.text
    assert "7654321" not in caplog.text


def test_a_process_that_a_bound_ended_is_told_as_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = SimpleNamespace(returncode=-9, stdout="", stderr="")
    monkeypatch.setattr(own.subprocess, "run", lambda *_, **__: killed)
    with pytest.raises(own.Unreadable) as refused:
        own.read_own(tmp_path / "in", "csv", tmp_path / "out", "technopole.hong_kong")
    assert "so it was given up" in refused.value.says("en")


def test_the_process_that_reads_says_json(tmp_path: Path) -> None:
    """What it says on standard output is what it was asked for, whatever stands in the table."""
    source = tmp_path / "in.csv"
    source.write_text('applicant.kind\n"{""rows"": 1}"\ncompany\n', encoding="utf-8")
    report = own.read_own(source, "csv", tmp_path / "out.parquet", "technopole.hong_kong")
    assert (report.rows, report.good) == (2, 1)
    assert json.dumps(str(report.faults[0]))


# ── Amounts as people write them ──────────────────────────────────────────────────────────────

NO_AMOUNTS = (
    "1,5",
    "US$5",
    "６０００００",
    "六十萬",
    "60萬",
    "1e6",
    "NaN",
    "Infinity",
    "-5",
    "1.234.567",
)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("HK$1,000.50", 100_050), ("$1,000.50", 100_050), ("1000.5 港元", 100_050), ("60000000", 6_000_000_000),
        ("1 000", 100_000), ("0.10", 10), ("007", 700),
    ],
)  # fmt: skip
def test_an_amount_in_a_spreadsheet_is_dollars_as_people_write_them(
    tables: Path, client: Client, typed: str, cents: int
) -> None:
    upload(client, GOOD + firm("a", cost=f'"{typed}"'))
    kept = applicants.own_called(client.session["table"])
    assert kept is not None
    assert kept.columns(["project.total_cost"])["project.total_cost"].to_list() == [cents]


def test_what_is_no_amount_is_refused_by_row_in_the_words_of_a_spreadsheet(
    tables: Path, client: Client
) -> None:
    rows = "".join(firm("a", cost=f'"{typed}"') for typed in NO_AMOUNTS)
    report = upload(client, GOOD + firm("a") + rows).context["report"]
    assert report.good == 1
    told = {fault.row: str(fault) for fault in report.faults}
    assert len(told) == len(NO_AMOUNTS)
    for row, typed in enumerate(NO_AMOUNTS, start=2):
        wanted = "out of bounds" if typed == "-5" else "Write dollars such as 1,234.50."
        assert wanted in told[row], typed
        assert "cents" not in told[row]


@pytest.mark.parametrize("typed", [*NO_AMOUNTS, "HK$", "50%"])
def test_what_is_no_amount_moves_no_lever(tables: Path, client: Client, typed: str) -> None:
    response = client.get(TVP, {"ceiling": typed})
    assert response.status_code == 400
    assert "is not a number. Write one such as" in response.content.decode()


def test_a_figure_that_is_given_twice_is_refused(tables: Path, client: Client) -> None:
    for query in ("ceiling=1&ceiling=2", "ceiling=1&ceiling=1", "day=2024-10-31&day=2023-01-01"):
        response = client.get(f"{TVP}?{query}")
        assert response.status_code == 400
        name = query.partition("=")[0]
        said = f"“{name}” stands in the address 2 times; give it once."
        assert said in response.content.decode()
    assert client.get(f"{TVP}?table=own&table=own&part=1&part=2").status_code == 400


def test_a_list_in_a_cell_answers_nothing_twice(tables: Path, client: Client) -> None:
    cell = '"[{""talent.months"": 12, ""talent.months"": 1}]"'
    report = upload(client, f"applicant.kind,talents.engaged\ncompany,{cell}\n").context["report"]
    assert str(report.faults[0]) == "In this list something is answered twice."
