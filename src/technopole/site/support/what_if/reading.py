"""The process that reads a reader's own table (see `own`): one file in, one table of ours out.

It is told on its standard input what to read, and says on its standard output what it found, both
as JSON. Before it opens the file it bounds its own memory, time and the size of what it writes.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from technopole.evidence.quantities import exact_decimal
from technopole.evidence.wording import Text
from technopole.rules.answers import AnswersRefused, Written, read_answers
from technopole.rules.language import Consistency
from technopole.rules.nodes import Kind, Question, walk
from technopole.rules.rulebook import Rulebook, read_rulebook
from technopole.site.support.signs import SIGNS
from technopole.site.support.what_if.bounds import (
    ID,
    MOST_COLUMNS,
    MOST_LISTED,
    MOST_ROWS,
    ROW,
)

if TYPE_CHECKING:
    import polars as pl

_LONGEST_NAME: Final = 80
_LONGEST_CELL: Final = 20_000
_LARGEST_FILE: Final = 500_000_000
_THOUSANDS: Final = r"^-?[0-9]{1,3}([\s,，][0-9]{3})+(\.[0-9]*)?$"
_TRUTHS: Final = {"yes": "true", "no": "false", "true": "true", "false": "false"}
_NEAR_ENOUGH: Final = 0.6
_NO_DAY: Final = date(2000, 1, 1)


class _Refused(Exception):
    """Why a file cannot be read as a table."""

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(name)
        self.says = (name, values)


Why = Text | tuple[str, dict[str, object]]
"""A sentence of the rules, or the name of one of `own`'s with what stands in it."""


class _Faults:
    """Answers that cannot be taken: the first with their sentences, and which rows have one."""

    def __init__(self) -> None:
        self.listed: list[tuple[int, str, Why]] = []
        self.rows: set[int] = set()
        self.count = 0

    def add(self, row: int, column: str, says: Why) -> None:
        """A fault in a row, counted from 0."""
        self.rows.add(row)
        self.count += 1
        if len(self.listed) < 10 * MOST_LISTED:
            self.listed.append((row + 1, column[:_LONGEST_NAME], says))

    def count_only(self, rows: Iterable[int]) -> None:
        """Rows with a fault whose sentence is not listed."""
        found = list(rows)
        self.rows.update(found)
        self.count += len(found)


def main() -> None:
    """Read what standard input tells."""
    told = json.load(sys.stdin)
    _bound(told["seconds"], told["memory"])
    try:
        book = read_rulebook(told["package"])
        found = _read(Path(told["source"]), told["kind"], Path(told["target"]), book)
    except _Refused as error:
        found = {"refused": error.says}
    except BaseException:
        # Near the bound a library may fail in any way, and not only for want of memory.
        if not _is_near(told["memory"]):
            raise
        found = {"refused": ("too-much", {})}
    json.dump(found, sys.stdout)


def _bound(seconds: int, memory: int) -> None:
    """Bounds that no file gets around: what needs more ends this process, and nothing else."""
    os.umask(0o077)
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


def _is_near(memory: int) -> bool:
    """Whether this process has used most of the memory that it may."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > memory // 2


def _read(source: Path, kind: str, target: Path, book: Rulebook) -> dict[str, Any]:
    import polars as pl

    questions = {question.name: question for question in book.questions}
    faults = _Faults()
    frame = _parquet(source, questions) if kind == "parquet" else _csv(source, faults)
    matched, ignored = _matched(frame.columns, questions)
    if not matched:
        raise _Refused("no-column")
    if not frame.height:
        raise _Refused("no-row")
    good = _answers(frame, matched, faults)
    good = good.filter(_all_but(faults.rows, frame.height))
    _refuse_dishonest(good, book, faults)
    good = good.filter(~pl.col(ROW).is_in([row + 1 for row in faults.rows]))
    good.write_parquet(target, compression="zstd")
    listed = sorted(faults.listed, key=lambda fault: fault[:2])[:MOST_LISTED]
    return {
        "rows": frame.height,
        "good": good.height,
        "faults": [(row, column, _as_json(says)) for row, column, says in listed],
        "more": faults.count - len(listed),
        "ignored": ignored,
        "in_cents": _in_cents(frame, matched),
        "read": [name for name in good.columns if name not in (ROW, ID)],
    }


def _in_cents(frame: pl.DataFrame, matched: Mapping[str, Question]) -> list[str]:
    """The columns of money whose whole numbers were read as cents, which a reader may not have meant."""
    from technopole.rules.readers.columns.reading import cents_columns

    return list(cents_columns(frame.schema, matched.values()))


def _as_json(says: Why) -> tuple[str, object]:
    return (says.en, says.zh_hant) if isinstance(says, Text) else says


def _all_but(rows: set[int], height: int) -> pl.Series:
    import polars as pl

    held = [True] * height
    for row in rows:
        held[row] = False
    return pl.Series(held)


# ── Files ─────────────────────────────────────────────────────────────────────────────────────


def _csv(source: Path, faults: _Faults) -> pl.DataFrame:
    """A CSV file as columns of text; a row that is too long or too short is a fault."""
    import polars as pl

    csv.field_size_limit(_LONGEST_CELL)
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            names = [name.strip() for name in next(lines, [])]
            _check_names(names)
            rows = list(_rows(lines, names, faults))
    except UnicodeDecodeError as error:
        raise _Refused("not-text") from error
    except csv.Error as error:
        raise _Refused("not-csv", line=lines.line_num) from error
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pl.DataFrame(
        {
            name: pl.Series(name, list(cells), dtype=pl.String)
            for name, cells in zip(names, columns, strict=True)
        }
    )


def _rows(
    lines: Iterator[list[str]], names: Sequence[str], faults: _Faults
) -> Iterator[list[str | None]]:
    number = 0
    for cells in lines:
        if not any(cells):
            continue
        if number >= MOST_ROWS:
            raise _Refused("too-many-rows")
        if len(cells) != len(names):
            faults.add(number, "", ("ragged", {"n": len(cells), "headings": len(names)}))
            cells = [""] * len(names)
        stripped = [cell.strip() for cell in cells]
        yield [cell if cell and cell != "?" else None for cell in stripped]
        number += 1


def _check_names(names: Sequence[str]) -> None:
    if len(names) > MOST_COLUMNS:
        raise _Refused("too-many-columns", n=f"{len(names):,}")
    twice = sorted({name[:_LONGEST_NAME] for name in names if name and names.count(name) > 1})
    if twice:
        raise _Refused("heading-twice", names=", ".join(twice[:10]))


def _parquet(source: Path, questions: Mapping[str, Question]) -> pl.DataFrame:
    """The columns of a Parquet file that are named as questions, and the names of the others."""
    import polars as pl

    try:
        scanned = pl.scan_parquet(source)
        names = scanned.collect_schema().names()
        _check_names(names)
        rows = scanned.select(pl.len()).collect().item()
        if rows > MOST_ROWS:
            raise _Refused("too-many-rows")
        wanted = [n for n in names if n == ID or n in questions]
        others = [name for name in names if name not in wanted]
        read = scanned.select(wanted).collect()
    except pl.exceptions.PolarsError as error:
        raise _Refused("not-parquet") from error
    return read.with_columns(pl.lit(None).alias(name) for name in others)


def _matched(
    names: Sequence[str], questions: Mapping[str, Question]
) -> tuple[dict[str, Question], list[tuple[str, str]]]:
    """The columns that answer questions, and those that are left out, each with the nearest name."""
    matched: dict[str, Question] = {}
    ignored: list[tuple[str, str]] = []
    for name in names:
        if name in questions:
            matched[name] = questions[name]
        elif name != ID:
            near = get_close_matches(name[:200], questions, n=1, cutoff=_NEAR_ENOUGH)
            ignored.append((_printable(name), near[0] if near else ""))
    return matched, ignored


def _printable(name: str) -> str:
    shown = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)


# ── Answers ───────────────────────────────────────────────────────────────────────────────────


def _answers(frame: pl.DataFrame, matched: Mapping[str, Question], faults: _Faults) -> pl.DataFrame:
    """The answers as the what-if reads them: whole numbers, days, options, truths and lists."""
    import polars as pl

    columns = [pl.Series(ROW, range(1, frame.height + 1), dtype=pl.Int64)]
    if ID in frame.columns:
        columns.append(_ids(frame[ID]))
    for name, question in matched.items():
        answers = frame[name]
        if question.kind is Kind.ITEMS:
            columns.append(_lists(name, question, answers, faults))
        else:
            columns.append(_plain(name, question, answers, faults))
    return pl.DataFrame(columns)


def _ids(answers: pl.Series) -> pl.Series:
    """The reader's own sign for each row: text, cut where it is long."""
    import polars as pl

    if answers.dtype.is_nested():
        return pl.Series(ID, [None] * len(answers), dtype=pl.String)
    return answers.cast(pl.String, strict=False).str.slice(0, _LONGEST_NAME).alias(ID)


def _plain(name: str, question: Question, answers: pl.Series, faults: _Faults) -> pl.Series:
    import polars as pl

    from technopole.rules.readers.columns.reading import (
        Source,
        TableRefused,
        Whole,
        matched,
        read_column,
    )
    from technopole.rules.transforms.integers import column_of

    source = Source(name, question)
    as_written = answers
    if answers.dtype == pl.String:
        answers = _tidied(question, answers)
    try:
        matched({name: answers.dtype}, [question])
    except TableRefused as error:
        raise _Refused("wrong-type", type=str(answers.dtype)[:80], column=name) from error
    # The day is that of asking for answers that are missing; here they stay missing.
    read = read_column(source, answers, _NO_DAY)
    assert isinstance(read, Whole)  # noqa: S101  only lists are more than one number
    values = read.values
    if question.about.today:
        values = values.to_frame("v").select(pl.when(answers.is_not_null()).then("v"))["v"]
    if read.bad is not None:
        _tell(name, question, as_written, read.bad, faults)
    if question.kind is Kind.CHOICE:
        options = dict(enumerate(column_of(question).options))
        values = values.replace_strict(options, return_dtype=pl.String)
    return values.alias(question.name)


def _tidied(question: Question, answers: pl.Series) -> pl.Series:
    """Text as people write it, as the rules read it: 1,234.50 and HK$ 1234.5, Yes and no."""
    import polars as pl

    cell = pl.col("cell")
    match question.kind:
        case Kind.NUMBER:
            signs = SIGNS.get(question.unit.id, "^$")
            plain = cell.str.strip_chars().str.replace_all(signs, "").str.strip_chars()
            plain = (
                pl.when(plain.str.contains(_THOUSANDS))
                .then(plain.str.replace_all(r"[\s,，]", ""))
                .otherwise(plain)
            )
            plain = plain.str.replace(r"^(-?)0+(\d)", "${1}${2}")
            plain = (
                pl.when(plain.str.contains(".", literal=True))
                .then(plain.str.strip_chars_end("0").str.strip_chars_end("."))
                .otherwise(plain)
            )
        case Kind.TRUTH:
            plain = cell.str.to_lowercase().replace(_TRUTHS)
        case _:
            plain = cell
    return answers.to_frame("cell").select(plain.alias(answers.name))[answers.name]


def _tell(
    name: str, question: Question, answers: pl.Series, bad: pl.Series, faults: _Faults
) -> None:
    """Each answer that cannot be taken, with the sentence that a single case would get."""
    places = bad.fill_null(value=False).arg_true().to_list()
    for row in places[: 10 * MOST_LISTED]:
        faults.add(row, name, _says(question, answers[row]))
    faults.count_only(places[10 * MOST_LISTED :])


def _says(question: Question, value: object) -> Why:
    if not isinstance(value, bool | str | int):
        value = str(value)
    try:
        read_answers({question.name: value}, [question], written=Written.FORM)
    except AnswersRefused as error:
        return error.refusals[0].says
    return ("otherwise", {})


def _lists(name: str, question: Question, answers: pl.Series, faults: _Faults) -> pl.Series:
    """Lists, from JSON text or from lists of structs, each item checked."""
    import polars as pl

    found: list[list[dict[str, Any]] | None] = []
    if isinstance(answers.dtype, pl.List):
        answers = _short_ones(name, question, answers, faults)
    for row, value in enumerate(answers.to_list()):
        if value is None:
            found.append(None)
            continue
        try:
            items = _of_json(value) if isinstance(value, str) else _as_answers(value)
            read = read_answers({question.name: items}, [question])[question.name]
        except (ValueError, RecursionError) as error:
            found.append(None)
            faults.add(row, name, _why(error))
            continue
        assert isinstance(read, tuple)  # noqa: S101  the answer to a list
        found.append([_whole(question, item) for item in read])
    return pl.Series(question.name, found, dtype=pl.List(_item_type(question)))


class _Twice(ValueError):
    """Something in a list is answered twice."""


def _of_json(cell: str) -> Any:
    """A list in a cell. Raises ValueError for what is no JSON, or answers something twice."""
    return json.loads(cell, object_pairs_hook=_once, parse_constant=float)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice
    return found


def _short_ones(name: str, question: Question, answers: pl.Series, faults: _Faults) -> pl.Series:
    """The lists without those that are too long, which are faults and are not unpacked."""
    import polars as pl

    most = int(question.about.high or 0)  # type: ignore[arg-type]
    lengths = answers.list.len()
    long = (lengths > most).fill_null(value=False)
    for row in long.arg_true().to_list():
        values: dict[str, object] = {"n": f"{lengths[row]:,}", "most": f"{most:,}"}
        faults.add(row, name, ("long-list", values))
    return answers.to_frame("list").select(pl.when(~pl.lit(long)).then("list"))["list"]


def _why(error: Exception) -> Why:
    if isinstance(error, AnswersRefused):
        return error.refusals[0].says
    return ("answered-twice" if isinstance(error, _Twice) else "not-json", {})


def _as_answers(value: object) -> object:
    """A list of structs as answers are written; nothing for what is not answered."""
    if not isinstance(value, list):
        return value
    return [
        {name: _written(one) for name, one in item.items() if one is not None}
        if isinstance(item, dict)
        else item
        for item in value
    ]


def _written(value: object) -> object:
    return value if isinstance(value, bool | int | str) else str(value)


def _whole(question: Question, item: Mapping[str, Any]) -> dict[str, Any]:
    from technopole.rules.transforms.integers import column_of

    scales = {one.name: column_of(one).scale for one in question.about.fields}
    return {
        name: int(value * scales[name]) if isinstance(value, Fraction) else value
        for name, value in item.items()
    }


def _item_type(question: Question) -> pl.Struct:
    import polars as pl

    types = {
        Kind.NUMBER: pl.Int64,
        Kind.DAY: pl.Date,
        Kind.CHOICE: pl.String,
        Kind.TRUTH: pl.Boolean,
    }
    return pl.Struct({one.name: types[one.kind] for one in question.about.fields})


# ── Answers that do not go together ───────────────────────────────────────────────────────────


def _refuse_dishonest(good: pl.DataFrame, book: Rulebook, faults: _Faults) -> None:
    """A fault for each row whose answers contradict one another, as one case alone would be told."""
    from technopole.rules.transforms.integers import lowered_tests
    from technopole.site.support.what_if.applying import not_refused

    asked = set(good.columns)
    tests = [
        test
        for test in book.consistency
        if any(isinstance(node, Question) and node.name in asked for node in walk(test.test))
    ]
    if not tests or not good.height:
        return
    program = lowered_tests("consistency", [(test.name, test.test) for test in tests])
    honest = set(not_refused(program, good).tolist())
    places = [place for place in range(good.height) if place not in honest]
    questions = [question for question in book.questions if question.name in asked]
    for place in places[: 10 * MOST_LISTED]:
        row = int(good[ROW][place]) - 1
        answers = _answers_of(good.row(place, named=True), questions)
        for says in _contradictions(answers, questions, tests):
            faults.add(row, "", says)
    faults.count_only(int(good[ROW][place]) - 1 for place in places[10 * MOST_LISTED :])


def _contradictions(
    answers: Mapping[str, object], questions: Sequence[Question], tests: Sequence[Consistency]
) -> list[Why]:
    try:
        read_answers(answers, questions, tests)
    except AnswersRefused as error:
        return [refusal.says for refusal in error.refusals]
    return [("contradiction", {})]


def _answers_of(row: Mapping[str, Any], questions: Iterable[Question]) -> dict[str, object]:
    """A row of ours as answers are written."""
    return {
        question.name: _answer(question, row[question.name])
        for question in questions
        if row[question.name] is not None
    }


def _answer(question: Question, value: Any) -> object:
    from technopole.rules.transforms.integers import column_of

    match question.kind:
        case Kind.NUMBER:
            return exact_decimal(Fraction(value, column_of(question).scale))
        case Kind.DAY:
            return value.isoformat()
        case Kind.ITEMS:
            return [_answers_of(item, question.about.fields) for item in value]
        case _:
            return value


if __name__ == "__main__":
    main()
