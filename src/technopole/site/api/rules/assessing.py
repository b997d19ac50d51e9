"""A whole table of cases: columns in JSON or Parquet in, verdicts as columns out.

Bounded in the length of the body, in rows, in rows times schemes, and in time; one table at a time
in a worker. Good rows are answered; of the others each bad cell is listed with its row and column.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from technopole.rules.language import Scheme
from technopole.rules.nodes import Question
from technopole.rules.receipts import rule_version
from technopole.rules.records import Record
from technopole.rules.transforms.integers import Program, lowered
from technopole.site.api.listings import as_json
from technopole.site.api.refusals import Fault, RefusedError, from_faults, nearest
from technopole.site.api.rules.asked import Asked, rules
from technopole.site.api.rules.bodies import JSON, PARQUET, kind_of, parse, read_body
from technopole.site.api.rules.busy import Slots

if TYPE_CHECKING:
    import polars as pl

    from technopole.rules.readers.columns import Assessment
    from technopole.site.api.rules.tables import Table

__all__ = [
    "HUNDREDTHS", "MOST_BYTES", "MOST_CELLS", "MOST_CELLS_JSON", "MOST_ROWS", "MOST_SECONDS", "MOST_THINGS", "assess",
    "assessed",
]  # fmt: skip

MOST_BYTES: Final = 64_000_000
MOST_ROWS: Final = 2_000_000
MOST_CELLS: Final = 12_000_000
"""Rows times schemes, of a table whose answer is Parquet."""
MOST_CELLS_JSON: Final = 3_000_000
"""Rows times schemes, of a table whose answer is JSON."""
MOST_THINGS: Final = 1_000_000
"""Lists and objects in JSON: one a column, and those of lists that are answers."""
MOST_SECONDS: Final = 30.0
HUNDREDTHS: Final = 100
"""How many of the whole numbers that amounts are answered in make one of their unit."""

_MEMBERS: Final = ("columns", "schemes", "on")
_SHOWN: Final = 80
_MOST_TOLD: Final = 1_000
_MISSING: Final = (
    "Tables need Polars and Numba, which are not installed. Install them with: "
    "pip install technopole[tables]"
)
_slots = Slots("tables", retry_after=2, waiting=1)


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell, or several that contradict one another; its row is not answered."""

    row: int
    column: str
    message: str
    says: Any


@dataclass(frozen=True, slots=True)
class Assessed:
    """What came of a table; `frame` has the columns carried along and those of each scheme."""

    frame: pl.DataFrame
    rows: int
    bad: tuple[Bad, ...]
    bad_rows: int


def assess(request: HttpRequest) -> HttpResponse:
    """The answer to `POST /assess`."""
    kind = kind_of(request, (JSON, PARQUET))
    wanted = _form(request, kind)
    body = read_body(request, MOST_BYTES)
    most = MOST_CELLS if wanted == PARQUET else MOST_CELLS_JSON
    try:
        with _slots.one():
            return assessed(body, kind, wanted, most, request.GET.dict())
    except ModuleNotFoundError as error:
        if error.name in ("numba", "numpy", "polars"):
            raise RefusedError(503, _MISSING) from error
        raise


def _form(request: HttpRequest, kind: str) -> str:
    """The form of the answer that is wanted: what was sent decides where both would do."""
    accepted = [part.split(";")[0].strip().lower() for part in request.headers.get("Accept", "*/*").split(",")]  # fmt: skip
    anything = {"*/*", "application/*", ""}.intersection(accepted)
    forms = [form for form in (kind, JSON, PARQUET) if form in accepted]
    if forms:
        return forms[0]
    if anything:
        return JSON
    shown = request.headers["Accept"][:_SHOWN]
    raise RefusedError(406, f"The answer is {JSON} or {PARQUET}; “{shown}” asks for neither.")


def assessed(
    body: bytes, kind: str, wanted: str, most: int, query: Mapping[str, Any]
) -> HttpResponse:
    """The answer to a body of a kind. Raises RefusedError with every fault of it."""
    if kind == PARQUET:
        given: dict[str, Any] = dict(query)
        if "schemes" in given:
            given["schemes"] = str(given["schemes"]).split(",")
        asked = Asked(given, ("schemes", "on"))
    else:
        if query:
            faults = [Fault(n, f"“{n}” belongs into the body.") for n in query]
            raise from_faults(faults)
        held = body.count(b"[") + body.count(b"{")
        if held > MOST_THINGS:  # each takes twenty times the memory that it takes in the body
            raise RefusedError(
                413, f"The body holds {held:,} lists and objects; at most {MOST_THINGS:,} are taken at once."
            )  # fmt: skip
        given = parse(body)
        asked = Asked(given, _MEMBERS)
    schemes, on = asked.running(), asked.day()
    questions = {question.name: question for question in asked.book.questions}
    if kind == PARQUET:
        asked.settle()
        table = _read_parquet(body, len(schemes), most)
    else:
        _check_columns(asked, given.get("columns"), questions)
        asked.settle()
        columns: dict[str, list[Any]] = given["columns"]
        _check_size(len(next(iter(columns.values()), ())), len(schemes), most)
        table = _read_columns(columns, questions)
    found = _assess(table, schemes, on, asked.book.consistency, tuple(questions.values()))
    if wanted == PARQUET:
        return _as_parquet(found, schemes, on)
    return HttpResponse(_as_json(found, schemes, on), content_type=JSON)


# ── What is sent ──────────────────────────────────────────────────────────────────────────────


def _check_columns(asked: Asked, columns: Any, questions: Mapping[str, Question]) -> None:
    if not isinstance(columns, dict):
        asked.faults.append(
            Fault("columns", "“columns” is missing or no object. Write a question's name, then its answers.")
        )  # fmt: skip
        return
    lengths = set()
    sought = 0
    for name, values in columns.items():
        if name not in questions:
            near = nearest(name[:_SHOWN], questions) if sought < 20 else None
            sought += 1
            hint = f"Did you mean “{near}”?" if near else "See /api/v1/questions."
            message = f"“{name[:_SHOWN]}” is no question of any rule. {hint}"
            asked.faults.append(Fault(name[:_SHOWN], message, near))
        elif not isinstance(values, list):
            asked.faults.append(Fault(name, f"“{name}” is not a list. Write one answer a case."))
        else:
            lengths.add(len(values))
    if len(lengths) > 1:
        told = ", ".join(f"{length:,}" for length in sorted(lengths)[:5])
        message = f"The columns are of different lengths: {told}. Write one answer a case in each."
        asked.faults.append(Fault("columns", message))
    if not columns:
        asked.faults.append(Fault("columns", "“columns” is empty. Send one column or more."))


def _check_size(rows: int, schemes: int, most: int) -> None:
    limit = min(MOST_ROWS, most // max(1, schemes))
    if rows > limit:
        raise RefusedError(
            413,
            f"The table has {rows:,} rows; for {schemes} schemes at most {limit:,} are taken at once. Send "
            "it in parts, or use `technopole assess`, which has no limit.",
        )


def _read_columns(columns: Mapping[str, Sequence[Any]], questions: Mapping[str, Question]) -> Table:
    from technopole.site.api.rules.tables import table_of

    return table_of(columns, questions)


def _read_parquet(body: bytes, schemes: int, most: int) -> Table:
    """The table of a Parquet file, its rows counted before anything of it is unpacked."""
    import polars as pl

    from technopole.site.api.rules.tables import Table

    try:
        rows = pl.scan_parquet(io.BytesIO(body)).select(pl.len()).collect().item()
        _check_size(rows, schemes, most)
        return Table(pl.read_parquet(io.BytesIO(body)))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as error:
        raise RefusedError(400, "The body cannot be read as a Parquet file.") from error


# ── Assessing ─────────────────────────────────────────────────────────────────────────────────


def _assess(
    table: Table,
    schemes: Sequence[Scheme],
    on: date,
    consistency: Sequence[Any],
    questions: Sequence[Question],
) -> Assessed:
    from technopole.rules.readers.columns import TableRefused, prepare
    from technopole.rules.readers.columns import assess as assess_frame

    prepare()  # the first table after an installation waits for it, and does not pay with its own time
    try:
        found = assess_frame(
            schemes,
            table.frame,
            on,
            consistency=consistency,
            questions=questions,
            programs=[_program(settings.PACK, scheme.entity) for scheme in schemes],
            progress=_until(monotonic() + MOST_SECONDS),
        )
    except TableRefused as error:
        known = set(table.frame.columns)
        faults = []
        for sentence in error.sentences:
            name = sentence.partition(":")[0].partition(",")[0]
            faults.append(Fault(name if name in known else "columns", sentence))
        raise from_faults(faults) from error
    return _joined(table, found)


@lru_cache(maxsize=128)
def _program(pack: str, entity: str) -> Program:
    """A scheme's rule in whole numbers, worked out once."""
    return lowered(rules().schemes[entity])


def _until(deadline: float) -> Callable[[int], None]:
    """Ends what takes too long, as soon as a part of it is done."""

    def check(rows: int) -> None:
        if monotonic() > deadline:
            raise RefusedError(
                413,
                f"After {MOST_SECONDS:g} seconds {rows:,} rows were done. Send fewer rows or schemes at once.",
            )

    return check


def _joined(table: Table, found: Assessment) -> Assessed:
    """The verdicts, with the rows that could not be read at all among the bad ones."""
    import polars as pl

    bad = [
        Bad(cell.row, cell.column, cell.refusal.sentence, cell.refusal.says) for cell in table.bad
    ]
    bad += (
        Bad(one.row, one.column, one.sentence, None)
        for one in found.bad
        if one.row not in table.bad_rows
    )
    frame = found.verdicts
    if table.bad_rows:
        place = pl.Series([row - 1 for row in table.bad_rows], dtype=pl.UInt32)
        good = pl.select(~pl.int_range(found.rows).is_in(place.implode())).to_series()
        frame = frame.select(pl.when(good).then(pl.col(name)).alias(name) for name in frame.columns)
    bad.sort(key=lambda one: (one.row, one.column))
    eligible = next(name for name in frame.columns if name.endswith(".eligible"))
    return Assessed(frame, found.rows, tuple(bad[:_MOST_TOLD]), frame[eligible].null_count())


# ── What is answered ──────────────────────────────────────────────────────────────────────────


def _bad_record(bad: Bad) -> Record:
    says = bad.says and {"en": bad.says.en, "zh_hant": bad.says.zh_hant}
    return {"row": bad.row, "column": bad.column, "message": bad.message, "says": says or None}


def _head(found: Assessed, on: date) -> Record:
    return {
        "pack": settings.PACK,
        "on": on.isoformat(),
        "rows": found.rows,
        "refused_rows": found.bad_rows,
        "refused": [_bad_record(bad) for bad in found.bad],
    }


def _as_json(found: Assessed, schemes: Sequence[Scheme], on: date) -> bytes:
    """The verdicts as arrays, award by award; joined as text, for they may be millions."""
    from technopole.site.api.rules.tables import as_array

    def array(name: str) -> bytes:
        return as_array(found.frame[name])

    answered = []
    for scheme in schemes:
        code = scheme.code
        awards = [
            as_json(award.name)
            + b':{"unit":%b,"scale":%d,"low":%b,"high":%b}'
            % (
                as_json(award.value.unit.id),
                HUNDREDTHS,
                array(f"{code}.{award.name}.low"),
                array(f"{code}.{award.name}.high"),
            )
            for award in scheme.awards
        ]
        answered.append(
            as_json(code)
            + b':{"scheme":%b,"rule_version":%b,"eligible":%b,"awards":{%b}}'
            % (
                as_json(scheme.entity),
                as_json(rule_version(scheme)),
                array(f"{code}.eligible"),
                b",".join(awards),
            )
        )
    head = as_json(_head(found, on))[:-1]
    return head + b',"schemes":{' + b",".join(answered) + b"}}"


def _as_parquet(found: Assessed, schemes: Sequence[Scheme], on: date) -> HttpResponse:
    """The verdicts as a table, what is beside them in the file's metadata and in a header."""
    content = io.BytesIO()
    beside = {**_head(found, on), "rule_versions": {s.code: rule_version(s) for s in schemes}}
    found.frame.write_parquet(
        content,
        compression="lz4",
        statistics=False,
        metadata={"technopole": json.dumps(beside, ensure_ascii=False)},
    )
    response = HttpResponse(content.getvalue(), content_type=PARQUET)
    response["Technopole-Refused-Rows"] = str(found.bad_rows)
    return response
