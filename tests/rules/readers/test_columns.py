"""A million cases at once say what each says alone."""

import json
import random
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules.cases import complete_case, partial
from tests.rules.random_schemes import random_schemes
from tests.rules.strategies import complete_cases, partial_cases, small_schemes

from technopole.rules.answers import read_answers
from technopole.rules.language import (
    HKD,
    amount,
    award,
    bare,
    choice,
    condition,
    consistency,
    day,
    each,
    items,
    judgement,
    least,
    number,
    parameter,
    scheme,
    shifted,
    total,
    yes_no,
)
from technopole.rules.nodes import Kind
from technopole.rules.readers.columns import (
    BadRow,
    ConditionCount,
    TableRefused,
    assess,
    assess_file,
    assessing,
    cents_columns,
    files,
    passes,
    questions_of,
)
from technopole.rules.readers.decide import decide
from technopole.rules.transforms.functions import functions_of

ON = date(2024, 6, 1)


# ── Tables of cases ───────────────────────────────────────────────────────────────────────────


def as_text(number):
    """A number as canonical decimal text."""
    text = f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(question, value):
    """An answer as it stands in a table."""
    if value is None:
        return None
    match question.kind:
        case Kind.NUMBER:
            return as_text(value)
        case Kind.ITEMS:
            return [
                {f.name: written(f, item.get(f.name)) for f in question.about.fields}
                for item in value
            ]
        case _:
            return value


def type_of(question):
    match question.kind:
        case Kind.NUMBER | Kind.CHOICE:
            return pl.String
        case Kind.DAY:
            return pl.Date
        case Kind.TRUTH:
            return pl.Boolean
        case _:
            return pl.List(pl.Struct({f.name: type_of(f) for f in question.about.fields}))


def table_of(schemes, cases):
    """A table with a column for each question of some schemes, and a row for each case."""
    return pl.DataFrame([
        pl.Series(q.name, [written(q, case.get(q.name)) for case in cases], dtype=type_of(q))
        for q in questions_of(schemes)
    ])  # fmt: skip


def expected(one, functions, answers):
    """The row that the scheme's plain function gives for one case."""
    (surely, maybe), _, awards = functions.ranges(answers, ON)
    if any(answers.get(j.question.name) is False for j in one.judgements) or not maybe:
        return ("no", *((0, 0) for _ in awards))
    return ("yes" if surely else "unknown", *awards)


def found(one, verdicts, row):
    """The row that came out of a table."""
    cells = verdicts.row(row, named=True)
    awards = (
        (cells[f"{one.code}.{a.name}.low"], cells[f"{one.code}.{a.name}.high"]) for a in one.awards
    )
    return (cells[f"{one.code}.eligible"], *awards)


# ── The law ───────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_table_says_of_each_row_what_the_plain_function_says_of_it(data):
    one = data.draw(small_schemes())
    functions = functions_of(one)
    cases = data.draw(st.lists(partial_cases(one) | complete_cases(one), max_size=5))
    verdicts = assess([one], table_of([one], cases), ON).verdicts
    for row, case in enumerate(cases):
        assert found(one, verdicts, row) == expected(one, functions, case)


@pytest.mark.parametrize("seed", range(3))
def test_tables_of_many_blocks_and_what_is_counted_of_them(seed):
    rng = random.Random(seed)
    for one in random_schemes(seed, 8):
        functions = functions_of(one)
        cases = [complete_case(one, rng) for _ in range(130)]
        cases += [partial(complete_case(one, rng), rng) for _ in range(130)]
        if seed:
            rng.shuffle(cases)
        assessment = assess([one], table_of([one], cases * 20), ON)
        rows = [found(one, assessment.verdicts, row) for row in range(len(cases) * 20)]
        wanted = [expected(one, functions, case) for case in cases]
        assert rows == wanted * 20
        counts = assessment.counts[one.entity]
        answers = [row[0] for row in rows]
        assert (counts.yes, counts.no, counts.unknown) == tuple(
            answers.count(answer) for answer in ("yes", "no", "unknown")
        )
        ranges = [functions.ranges(case, ON)[1] for case in cases]
        for n, count in enumerate(counts.conditions):
            ends = [of_case[n] for of_case in ranges] * 20
            assert (count.holds, count.fails, count.open) == (
                ends.count((True, True)), ends.count((False, False)), ends.count((False, True))
            )  # fmt: skip


# ── A scheme of one's own ─────────────────────────────────────────────────────────────────────

cost = amount("project.cost", en="cost", zh_hant="成本", most=10**9)
staff = number("company.staff", en="staff", zh_hant="僱員", unit="persons", most=1000)
share = number(
    "project.share", en="share", zh_hant="比例", unit="times", most=1, step=Fraction(1, 4)
)
trade = choice(
    "company.trade", en="trade", zh_hant="行業", options={o: (o, o) for o in ("farm", "shop")}
)
local = yes_no("company.local", en="local", zh_hant="本地")
founded = day("company.founded", en="founded", zh_hant="成立")
asked = day("application.day", en="day", zh_hant="日期", today=True)
fee = amount("invoice.fee", en="fee", zh_hant="費用", most=10**6)
paid = yes_no("invoice.paid", en="paid", zh_hant="已付")
invoices = items("project.invoices", en="invoices", zh_hant="發票", fields=(fee, paid), most=3)
ceiling = parameter(
    "ceiling", HKD, en="ceiling", zh_hant="上限", event=asked,
    values={"2020-01-01": (100, "r"), "2024-01-01": (200, "r")},
)  # fmt: skip


def own_scheme(*tests, value=cost, judgements=(), code="OWN"):
    return scheme(
        code.lower(), code=code, en="own", zh_hant="本", summary=("s", "摘"), run_by="nobody",
        confirmed=date(2024, 12, 31),
        conditions=[
            condition(f"c{n}", test, en="c", zh_hant="件", reference="r")
            for n, test in enumerate(tests or [cost > 0])
        ],
        awards=[award("grant", value, en="grant", zh_hant="資助", reference="r")],
        judgements=[judgement(one, en="j", zh_hant="評", reference="r") for one in judgements],
    )  # fmt: skip


def grants(found, code="OWN"):
    """What came out: answer, low and high of each row."""
    return found.verdicts.select(
        f"{code}.eligible", f"{code}.grant.low", f"{code}.grant.high"
    ).rows()  # fmt: skip


def test_each_row_has_its_own_day_and_a_missing_one_is_the_day_of_asking():
    days = [date(2022, 1, 1), None, date(2024, 1, 1), date(2019, 1, 1)]
    frame = pl.DataFrame({"application.day": days, "project.cost": [100_000] * 4})
    found = assess([own_scheme(value=least(cost, ceiling))], frame, ON)
    assert grants(found) == [
        ("yes", 10_000, 10_000), ("yes", 20_000, 20_000), ("yes", 20_000, 20_000),
        ("yes", 0, 100_000),  # nobody knows the ceiling of 2019, but the cost bounds it
    ]  # fmt: skip
    without = assess([own_scheme(value=least(cost, ceiling))], frame.drop("application.day"), ON)
    assert grants(without) == [("yes", 20_000, 20_000)] * 4


def test_what_nothing_bounds_has_no_high_end():
    frame = pl.DataFrame({"application.day": [date(2019, 1, 1)], "project.cost": [1]})
    found = assess([own_scheme(value=ceiling)], frame, ON)
    assert grants(found) == [("yes", 0, None)]
    assert found.counts["own"].unbounded == {"grant": 1}
    assert found.counts["own"].undated == {"ceiling": 1}


def test_an_unknown_part_decides_nothing_unless_another_part_decides():
    frame = pl.DataFrame({
        "company.local": [True, False, None, None],
        "company.staff": [None, None, 5, None],
        "project.cost": ["1", "1", "1", None],
    })  # fmt: skip
    found = assess([own_scheme(local, staff >= 3)], frame, ON)
    assert grants(found) == [
        ("unknown", 100, 100), ("no", 0, 0), ("unknown", 100, 100), ("unknown", 0, 10**11),
    ]  # fmt: skip
    counts = found.counts["own"]
    assert (counts.yes, counts.no, counts.unknown) == (0, 1, 3)
    assert counts.conditions == (ConditionCount("c0", 1, 1, 2), ConditionCount("c1", 1, 0, 3))
    assert counts.waiting == {"company.local": 2, "company.staff": 2, "project.cost": 1}


def test_a_judgement_answered_no_is_a_no_and_an_open_one_is_left_apart():
    frame = pl.DataFrame({"project.cost": ["1"] * 3, "judgement.panel": [True, False, None]})
    found = assess([own_scheme(judgements=["panel"])], frame, ON)
    assert grants(found) == [("yes", 100, 100), ("no", 0, 0), ("yes", 100, 100)]
    found = assess([own_scheme(judgements=["panel"])], frame.drop("judgement.panel"), ON)
    assert grants(found) == [("yes", 100, 100)] * 3


def test_lists_are_summed_and_what_is_missing_in_them_is_bounded():
    rule = own_scheme(
        total(invoices, each(fee)) > 10,
        value=total(invoices, each(fee), most=2) + bare(staff) * ceiling,
    )
    frame = pl.DataFrame(
        {
            "project.invoices": [
                [{"invoice.fee": 500}, {"invoice.fee": 600}, {"invoice.fee": 700}],
                [], None,
                [{"invoice.fee": 2_000}, {"invoice.fee": None}],
            ],
            "company.staff": [1, 1, 1, 0],
        },
        schema={
            "project.invoices": pl.List(pl.Struct({"invoice.fee": pl.Int64})),
            "company.staff": pl.Int64,
        },
    )  # fmt: skip
    found = assess([rule], frame, ON)
    assert grants(found) == [
        ("yes", 21_100, 21_100), ("no", 0, 0),
        ("unknown", 20_000, 200_020_000), ("yes", 2_000, 100_002_000),
    ]  # fmt: skip
    assert found.counts["own"].waiting["project.invoices"] == 2


# ── What may stand in a column ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "answers",
    [
        pl.Series("project.cost", [123_450, 0, None]),
        pl.Series("project.cost", [123_450, 0, None], dtype=pl.UInt64),
        pl.Series("project.cost", [Decimal("1234.5"), Decimal("0.0"), None]),
        pl.Series("project.cost", [Decimal("1234.500000000"), Decimal(0), None]),
        pl.Series("project.cost", ["1234.50", "0", None]),
        pl.Series("project.cost", ["1234.5000000000000000000", "-0", None]),
    ],
)
def test_money_is_read_to_the_cent_however_it_is_written(answers):
    found = assess([own_scheme(value=least(cost, 10**6))], answers.to_frame(), ON)
    assert found.bad_rows == 0
    assert grants(found) == [("yes", 123_450, 123_450), ("no", 0, 0), ("unknown", 0, 10**8)]


def test_whole_numbers_of_money_are_cents_and_any_width_will_do():
    for dtype in (pl.Int8, pl.UInt8, pl.Int32, pl.Int64, pl.UInt64, pl.Int128):
        frame = pl.DataFrame({"project.cost": pl.Series([7, None], dtype=dtype)})
        assert grants(assess([own_scheme()], frame, ON))[0] == ("yes", 7, 7)


def test_text_and_decimals_of_money_are_dollars_even_without_a_point(tmp_path):
    for answers in (pl.Series(["7"]), pl.Series([Decimal(7)])):
        frame = pl.DataFrame({"project.cost": answers})
        assert grants(assess([own_scheme()], frame, ON))[0] == ("yes", 700, 700)
    (tmp_path / "in.csv").write_text("project.cost\n7\n")
    assess_file([own_scheme()], tmp_path / "in.csv", tmp_path / "out.parquet", ON)
    assert pl.read_parquet(tmp_path / "out.parquet")["OWN.grant.low"].to_list() == [700]


def test_an_amount_is_read_in_a_table_as_in_a_single_case():
    """A whole number, text and a list's field: each means the same to `read_answers`."""
    rule = own_scheme(value=cost + total(invoices, each(fee)))
    for one in (1_234, "12.34", "12"):
        answers = {"project.cost": one, "project.invoices": [{"invoice.fee": one}]}
        (amount,) = decide(rule, read_answers(answers, rule.questions), ON).awards
        frame = pl.DataFrame({name: [value] for name, value in answers.items()})
        assert grants(assess([rule], frame, ON)) == [("yes", amount.low * 100, amount.low * 100)]


def test_whole_numbers_that_are_read_as_cents_are_named():
    frame = pl.DataFrame({
        "project.cost": [7], "company.staff": [7], "project.invoices": [[{"invoice.fee": 7}]],
    })  # fmt: skip
    asked_of = questions_of([own_scheme(staff > 1, total(invoices, each(fee)) > 0)])
    named = ("project.cost", "project.invoices, invoice.fee")
    assert sorted(cents_columns(frame.schema, asked_of)) == sorted(named)
    assert cents_columns({"project.cost": pl.Decimal(20, 0)}, asked_of) == ()


def test_options_come_as_text_or_as_polars_own_kinds():
    rule = own_scheme(trade.is_in("shop"), value=ceiling)
    wanted = [("yes", 20_000, 20_000), ("no", 0, 0), ("unknown", 20_000, 20_000)]
    for dtype in (
        pl.String, pl.Categorical, pl.Enum(["farm", "shop"]), pl.Enum(["x", "shop", "farm"]),
    ):  # fmt: skip
        answers = pl.Series("company.trade", ["shop", "farm", None], dtype=dtype)
        assert grants(assess([rule], answers.to_frame(), ON)) == wanted


def test_a_column_of_nulls_is_unknown_whatever_its_type():
    rule = own_scheme(local, trade.is_in("farm"), founded >= asked, total(invoices, each(fee)) > 0)
    asked_of = questions_of([rule])
    frame = pl.DataFrame({q.name: pl.Series([None], dtype=pl.Null) for q in asked_of})
    assert grants(assess([rule], frame, ON))[0][0] == "unknown"


# ── Bad columns, bad rows ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("column", "values", "sentence"),
    [
        ("project.cost", [1.5], "a column of binary fractions, which hold no cents, cannot hold this answer. Give dollars as decimals or as text, or whole numbers of cents"),
        ("company.staff", [1.5], "cannot hold this answer. Give whole numbers, decimals, or decimals as text"),
        ("project.cost.cents", [1], "no rule asks this. Did you mean project.cost?"),
        ("project.coast", [1], "no rule asks this. Did you mean project.cost?"),
        ("something.else", [1], "no rule asks this. See `technopole questions`"),
        ("company.local", [1], "Give true and false, or these two words as text"),
        ("company.trade", [1], "Give options as text"),
        ("application.day", [1], "Give days, or text such as 2024-10-31"),
        ("project.invoices", [True], "a column of true and false cannot hold this answer. Give lists of records, or lists in JSON as text"),
        ("project.invoices", [[{"invoice.fees": 1}]], "invoices, invoice.fees: no rule asks this. Did"),
        ("project.invoices", [[{"note": 1}]], "invoices, note: no rule asks this of an item"),
        ("project.invoices", [[{"invoice.fee": 1.5}]], "invoices, invoice.fee: a column of binary fractions"),
    ],
)  # fmt: skip
def test_a_column_that_cannot_be_taken_is_refused_with_a_sentence(column, values, sentence):
    rule = own_scheme(
        local, trade.is_in("farm"), staff > asked_days(), total(invoices, each(fee)) > 0
    )
    with pytest.raises(TableRefused, match=sentence.replace("?", r"\?")):
        assess([rule], pl.DataFrame({column: values}), ON)


def asked_days():
    return parameter(
        "fewest", "persons", en="f", zh_hant="少", event=asked, values={"2020-01-01": (3, "r")}
    )


def test_every_bad_column_is_told_at_once():
    frame = pl.DataFrame({"project.cost": [1.5], "project.coast": [1], "company.trades": ["x"]})
    with pytest.raises(TableRefused) as error:
        assess([own_scheme(trade.is_in("farm"))], frame, ON)
    assert len(error.value.sentences) == 3


def test_columns_without_a_point_are_carried_along():
    frame = pl.DataFrame({"name": ["a", "b"], "project.cost": [1, 2]})
    assert assess([own_scheme()], frame, ON).verdicts["name"].to_list() == ["a", "b"]


def test_good_rows_are_answered_and_bad_ones_listed_with_row_and_column():
    frame = pl.DataFrame({
        "project.cost": ["1", "1e5", "2.005", "-1", "9999999999", "3", None],
        "company.trade": ["farm", "farm", "farm", "farm", "farm", "sea", "farm"],
        "company.founded": ["2020-01-01", "2020-1-1", None, None, "1980-01-01", "2020-02-30", None],
    })  # fmt: skip
    rule = own_scheme(trade.is_in("farm"), founded >= date(2000, 1, 1))
    found = assess([rule], frame, ON)
    assert grants(found)[0] == ("yes", 100, 100)
    assert grants(found)[1:6] == [(None, None, None)] * 5
    assert grants(found)[6] == ("unknown", 0, 10**11)
    assert found.bad_rows == 5
    assert (found.counts["own"].yes, found.counts["own"].unknown) == (1, 1)
    assert [(bad.row, bad.column) for bad in found.bad] == [
        (2, "company.founded"), (2, "project.cost"), (3, "project.cost"), (4, "project.cost"),
        (5, "company.founded"), (5, "project.cost"), (6, "company.founded"), (6, "company.trade"),
    ]  # fmt: skip
    said = {(bad.row, bad.column): bad.sentence for bad in found.bad}
    assert "'1e5' is not" in said[2, "project.cost"]
    assert "finer than" in said[3, "project.cost"]
    assert "out of bounds" in said[4, "project.cost"]
    assert "not an option" in said[6, "company.trade"]
    assert "not a day" in said[6, "company.founded"]


@pytest.mark.parametrize(
    ("column", "value", "part"),
    [
        ("project.cost", -1, "out of bounds"),
        ("project.cost", Decimal("0.001"), "finer than"),
        ("project.cost", "-1", "out of bounds"),
        ("project.share", Decimal("0.3"), "finer than"),
        ("project.share", 2, "out of bounds"),
        ("company.staff", "2.5", "finer than"),
        ("company.local", "ja", "neither true nor false"),
        (
            "project.invoices",
            [{"invoice.fee": -1}],
            "item 1, invoice.fee: -1 (in cents) is out of bounds",
        ),
        ("project.invoices", [{"invoice.fee": 1}] * 4, "At most 3 are taken"),
    ],
)
def test_one_bad_answer_spoils_its_row_alone(column, value, part):
    rule = own_scheme(cost >= 0, share <= 1, staff >= 0, local, total(invoices, each(fee)) >= 0)
    good = {"company.local": "true"}.get(column, [] if isinstance(value, list) else type(value)(0))
    frame = pl.DataFrame({column: [good, value, good]}, strict=False)
    found = assess([rule], frame, ON)
    assert found.bad_rows == 1
    (bad,) = found.bad
    assert (bad.row, bad.column) == (2, column)
    assert part in bad.sentence
    assert found.verdicts["OWN.eligible"].null_count() == 1


def test_answers_that_contradict_one_another_are_bad():
    honest = consistency(
        "ages", founded <= asked, en="Founded before it applies: mend a day.", zh_hant="日期不符。"
    )
    frame = pl.DataFrame({
        "company.founded": [date(2025, 1, 1), date(2020, 1, 1), None, date(1980, 1, 1)],
        "application.day": [None, None, date(2020, 1, 1), None],
        "project.cost": ["1"] * 4,
    })  # fmt: skip
    found = assess([own_scheme()], frame, ON, consistency=[honest])
    columns = "company.founded, application.day"
    assert found.bad[0] == BadRow(1, columns, "Founded before it applies: mend a day.")
    assert [bad.row for bad in found.bad] == [1, 4]
    assert "out of bounds" in found.bad[1].sentence
    assert grants(found) == [(None,) * 3, ("yes", 100, 100), ("yes", 100, 100), (None,) * 3]


def test_of_very_many_bad_rows_the_first_thousand_are_listed():
    found = assess([own_scheme()], pl.DataFrame({"project.cost": [-1] * 40_000}), ON)
    assert found.bad_rows == 40_000
    assert len(found.bad) == 1000
    assert found.counts["own"].yes == 0


def test_a_table_without_rows_is_answered_with_none():
    found = assess(
        [own_scheme()], pl.DataFrame({"project.cost": pl.Series([], dtype=pl.Int64)}), ON
    )
    assert grants(found) == []
    assert found.counts["own"].yes == 0


# ── Files ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("ending", ["parquet", "csv"])
@pytest.mark.parametrize("out_ending", ["parquet", "csv"])
def test_a_file_is_assessed_into_a_file(tmp_path, ending, out_ending):
    count = 30_000
    frame = pl.DataFrame({
        "id": [f"a{n}" for n in range(count)],
        "project.cost": ["-1" if n == 20_000 else str(n % 7) for n in range(count)],
        "company.founded": [None if n % 5 else date(2020, 1, 1) for n in range(count)],
    })  # fmt: skip
    source, out = tmp_path / f"in.{ending}", tmp_path / f"out.{out_ending}"
    if ending == "csv":
        frame.write_csv(source)
    else:
        frame.write_parquet(source, row_group_size=4_000)
    rule = own_scheme(cost > 0, shifted(founded, years=1) <= asked)
    told = []
    found = assess_file([rule], source, out, ON, progress=told.append)
    there = assess([rule], frame, ON)
    assert found.rows == count == max(told)
    assert [bad.row for bad in found.bad] == [20_001]
    assert found.counts == there.counts
    wanted = there.verdicts.with_columns(pl.col("OWN.eligible").cast(pl.String))
    read = pl.read_csv(out) if out_ending == "csv" else pl.read_parquet(out)
    assert read.with_columns(pl.col("OWN.eligible").cast(pl.String)).equals(wanted)


def test_a_file_of_another_kind_is_refused(tmp_path):
    (tmp_path / "in.csv").write_text("project.cost\n1\n")
    with pytest.raises(TableRefused, match=r"in.xlsx: give a file that ends in .parquet or .csv"):
        assess_file([own_scheme()], tmp_path / "in.xlsx", tmp_path / "out.csv", ON)
    with pytest.raises(TableRefused, match=r"out.txt: give a file"):
        assess_file([own_scheme()], tmp_path / "in.csv", tmp_path / "out.txt", ON)


def test_batches_of_a_file_join_without_a_seam(tmp_path, monkeypatch):
    """Batches of a few rows and bytes, cut anywhere, and within quotes."""
    monkeypatch.setattr(files, "_BLOCK", 64)
    monkeypatch.setattr(assessing, "_FILE_BATCH", 7)
    frame = pl.DataFrame({
        "note": [f'"{n}",\n' * (n % 4) or None for n in range(100)],
        "project.cost": ["-1" if n % 30 == 20 else str(n) for n in range(100)],
    })  # fmt: skip
    frame.write_csv(tmp_path / "in.csv")
    frame.write_parquet(tmp_path / "in.parquet")
    there = assess([own_scheme()], frame, ON)
    for source in ("in.csv", "in.parquet"):
        found = assess_file([own_scheme()], tmp_path / source, tmp_path / "out.parquet", ON)
        assert (found.counts, found.bad) == (there.counts, there.bad)
        assert pl.read_parquet(tmp_path / "out.parquet").equals(there.verdicts)


def test_lists_in_json_say_what_lists_of_records_say():
    rule = own_scheme(value=total(invoices, each(fee)))
    lists = [
        [],
        [{"invoice.fee": "12.34"}, {"invoice.fee": "1.01"}],
        None,
        [{}],
        [{"invoice.fee": "1"}],
    ]
    written = [None if one is None else json.dumps(one) for one in lists]
    records = pl.Series(lists, dtype=pl.List(pl.Struct({"invoice.fee": pl.String})))
    said = [
        grants(assess([rule], pl.DataFrame({"project.invoices": one}), ON))
        for one in (written, records)
    ]
    assert said[0] == said[1]
    assert said[0][1][1:] == (1_335, 1_335)


def test_preparing_runs_the_machine_which_compiles_it(monkeypatch):
    ran = []
    machine = passes._machine()

    def counted(*given):
        ran.append(1)
        return machine(*given)

    monkeypatch.setattr(passes, "_machine", lambda: counted)
    assessing.prepare.__wrapped__()
    assert ran
