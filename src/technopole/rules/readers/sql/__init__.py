"""The rules as SQL: where a table outgrows a machine, the engine that already runs does the work.

`sql_of` gives one `SELECT` for DuckDB, PostgreSQL or Spark. It reads a table with a column for each
question, under the question's own name:

    money            BIGINT, cents; any other number BIGINT, in steps of its finest decimal
    a day            DATE
    a choice         the option, as text
    yes or no        BOOLEAN
    a list           DuckDB and Spark: a list of structs; PostgreSQL: JSONB, an array of objects

Null is "unknown". For each scheme, by its short name such as TVP, the query gives

    TVP.eligible           'yes', 'no' or 'unknown'
    TVP.<award>.low        in cents; what is surely given if the case is eligible; 0 where it is not
    TVP.<award>.high       in cents; the most that it may be; null when that is unbounded
    TVP.condition.<name>   true, false, or null when open; only if asked for

and, for all of them, `refused`: the first question with an answer that it does not take. Such a row
has no result at all. Whole numbers alone are computed with, and no row overflows: the ends of every
number are known from the questions' domains before the text is written.

The bounds are those of ranges without case splitting, hence complete rows come out exactly as from
`decide`, and of partial rows nothing is claimed that a completion could contradict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from technopole.rules.language import Scheme
from technopole.rules.nodes import Kind
from technopole.rules.readers.sql.dialects import DIALECTS, Dialect, Engine, SqlRefused
from technopole.rules.readers.sql.expressions import Expressions, Ref, Type
from technopole.rules.readers.sql.lines import Rule, acceptable, column_type, rule_of
from technopole.rules.readers.sql.writing import Layout, Writer, comment
from technopole.rules.transforms.integers import Column, ItemList, Program, lowered

__all__ = ["Engine", "SqlRefused", "columns_of", "sql_of", "table_of"]

_REACH = 10**37
"""All three engines compute with whole numbers of 38 digits; one is left for what a sum adds."""

Asked = Column | ItemList


def columns_of(schemes: Scheme | Iterable[Scheme]) -> Mapping[str, Asked]:
    """What the schemes ask, by name: the columns that their table may have, judgements last."""
    several = _several(schemes)
    return _columns([lowered(scheme) for scheme in several])


def table_of(
    schemes: Scheme | Iterable[Scheme],
    engine: Engine | str,
    *,
    table: str | Sequence[str] = "applicants",
    keep: Sequence[str] = ("id",),
    columns: Collection[str] | None = None,
) -> str:
    """The text that creates a table for the schemes' answers: the kept columns, then the questions.

    keep:    columns that identify a row; they are whole numbers here, which you may change.
    columns: the questions that shall have a column; all of `columns_of` by default.
    """
    say = DIALECTS[Engine(engine)]
    asked = _kept(columns_of(schemes), columns)
    lines = [f"{say.name(name)} {say.types[Type.WHOLE]}" for name in keep]
    lines += [f"{say.name(one.name)} {_type(one, say)}" for one in asked.values()]
    inner = ",\n  ".join(lines)
    return f"CREATE TABLE {_table(table, say)} (\n  {inner}\n)"


def sql_of(
    schemes: Scheme | Iterable[Scheme],
    engine: Engine | str,
    *,
    table: str | Sequence[str] = "applicants",
    keep: Sequence[str] = ("id",),
    columns: Collection[str] | None = None,
    on: date | None = None,
    conditions: bool = False,
) -> str:
    """One `SELECT` that decides every row of a table under some schemes.

    It ends in `SELECT * FROM decided`: add `WHERE`, `ORDER BY` or whatever you want of the results.

    table:      its name; several parts, such as ("public", "applicants"), where it is qualified.
    keep:       columns of it that come out unchanged, such as what identifies a row.
    columns:    the questions that the table has a column for, when it has not all of `columns_of`;
                what it has no column for is unknown.
    on:         the day of asking, which stands for a missing day of application; without it what
                hangs on that day is unknown.
    conditions: whether each condition's truth comes out too.
    Raises SqlRefused where the engine cannot take a name or a number that the rule needs.
    """
    say = DIALECTS[Engine(engine)]
    several = _several(schemes)
    programs = [lowered(scheme) for scheme in several]
    asked = _kept(_columns(programs), columns)
    made = Expressions()
    outputs: list[tuple[str, Ref]] = []
    for scheme, program in zip(several, programs, strict=True):
        _check_width(program)
        rule = rule_of(scheme, program, made, asked, on)
        outputs += _outputs(made, scheme, rule, conditions=conditions)
    _check_names([*keep, _REFUSED, *asked], [name for name, _ in outputs])
    layout = Layout(made, [ref for _, ref in outputs], _fields(asked))
    writer = Writer(layout, say)
    source = _Source(_table(table, say), keep, asked, _wordings(several), on)
    steps = [*_answers(source, say)]
    steps += [writer.step(number, (*keep, _REFUSED)) for number in range(1, len(layout.steps) + 1)]
    selected = [say.name(name) for name in (*keep, _REFUSED)]
    selected += [f"{writer.text(ref)} AS {say.name(name)}" for name, ref in outputs]
    before = f"step_{len(layout.steps)}" if layout.steps else "answers"
    inner = _indented(",\n".join(selected), 4)
    steps.append(f"decided AS (\n  SELECT\n{inner}\n  FROM {before}{say.fence}\n)")
    return "\n".join((*_heading(several), f"WITH {_COMMA.join(steps)}", "SELECT * FROM decided"))


# ── What the table holds ──────────────────────────────────────────────────────────────────────


def _several(schemes: Scheme | Iterable[Scheme]) -> tuple[Scheme, ...]:
    return (schemes,) if isinstance(schemes, Scheme) else tuple(schemes)


def _columns(programs: Iterable[Program]) -> dict[str, Asked]:
    found: dict[str, Asked] = {}
    judged: dict[str, Asked] = {}
    for program in programs:
        found |= {one.name: one for one in program.columns}
        found |= {one.name: one for one in program.lists}
        for name in program.judgements:
            judged[name] = Column(name, Kind.TRUTH, 1, 0, 1)
    return found | judged


def _kept(asked: Mapping[str, Asked], columns: Collection[str] | None) -> Mapping[str, Asked]:
    if columns is None:
        return asked
    unknown = sorted(set(columns) - set(asked))
    if unknown:
        raise SqlRefused(
            f"These schemes do not ask {', '.join(unknown)}. `columns_of` lists what they ask."
        )
    return {name: one for name, one in asked.items() if name in columns}


def _fields(asked: Mapping[str, Asked]) -> dict[str, list[tuple[str, Type]]]:
    return {
        name: [(column.name, column_type(column)) for column in one.fields]
        for name, one in asked.items()
        if isinstance(one, ItemList)
    }


def _type(one: Asked, say: Dialect) -> str:
    if isinstance(one, Column):
        return say.types[column_type(one)]
    return say.list_type([(column.name, column_type(column)) for column in one.fields])


def _table(table: str | Sequence[str], say: Dialect) -> str:
    return ".".join(say.name(part) for part in ([table] if isinstance(table, str) else table))


# ── What is refused ───────────────────────────────────────────────────────────────────────────


def _check_width(program: Program) -> None:
    widest = program.widest
    if max(-widest.extent.low, widest.extent.high) >= _REACH:
        raise SqlRefused(
            f"{program.code}: “{widest.says}” may need more than 38 digits, beyond what Spark and DuckDB "
            "compute with exactly. Bound its questions closer with `most`."
        )


def _check_names(given: Sequence[str], outputs: Sequence[str]) -> None:
    """Engines that do not tell capitals apart would mix up names that differ in them only."""
    seen: dict[str, str] = {}
    for name in (*given, *outputs):
        if name.casefold() in seen:
            raise SqlRefused(
                f"“{name}” and “{seen[name.casefold()]}” would be one column. Rename one of them; "
                "a kept column may not be called like a question or a result."
            )
        seen[name.casefold()] = name


# ── What is written ───────────────────────────────────────────────────────────────────────────

_REFUSED = "refused"
_COMMA = ",\n"


def _outputs(
    made: Expressions, scheme: Scheme, rule: Rule, *, conditions: bool
) -> Iterator[tuple[str, Ref]]:
    """The columns that come out of a scheme; null throughout for a refused row."""
    bad = made.negated(made.is_null(made.column(_REFUSED, Type.TEXT)))
    no = made.named(
        made.either((rule.refused, made.negated(rule.eligible))),
        f"{scheme.code}.fails",
        "Whether some condition fails, or a person has judged against it.",
    )
    eligible = made.case(
        [
            (bad, made.nothing(Type.TEXT)),
            (no, made.words("no")),
            (rule.eligible, made.words("yes")),
        ],
        made.words("unknown"),
    )
    yield f"{scheme.code}.eligible", eligible
    for name, ends in rule.awards:
        for which, end in (("low", ends.low), ("high", ends.high)):
            amount = made.case([(bad, made.nothing(Type.WHOLE)), (no, made.whole(0))], end)
            yield f"{scheme.code}.{name}.{which}", made.cast(amount, Type.WHOLE)
    for name, truth in rule.conditions if conditions else ():
        yield (
            f"{scheme.code}.condition.{name}",
            made.case([(bad, made.nothing(Type.TRUTH))], truth),
        )


def _heading(schemes: Sequence[Scheme]) -> Iterator[str]:
    """What the query is, in comments before it."""
    for scheme in schemes:
        yield comment(
            f"{scheme.code}: {scheme.name.en}, {scheme.name.zh_hant}. {scheme.summary.en}"
        )
        yield comment(f"  Values last found in force on {scheme.confirmed}.")
        for gap in scheme.gaps:
            yield comment(f"  Open in the sources: {gap.says.en}")
    yield comment(
        "Money is in cents; null is unknown, and of an upper bound: unbounded. `| 0` changes nothing "
        "but stops the query where a column is not of whole numbers."
    )


def _wordings(schemes: Sequence[Scheme]) -> dict[str, str]:
    asked = [question for scheme in schemes for question in scheme.questions]
    asked += [judgement.question for scheme in schemes for judgement in scheme.judgements]
    return {question.name: question.about.wording.en for question in asked}


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the answers come from.

    table: its name, quoted.
    on:    the day of asking, if one stands for a missing day.
    """

    table: str
    keep: Sequence[str]
    asked: Mapping[str, Asked]
    wordings: Mapping[str, str]
    on: date | None


def _answers(source: _Source, say: Dialect) -> Iterator[str]:
    """The first steps: answers that their questions take, and the first one that they do not."""
    table, lists = source.table, [one for one in source.asked.values() if isinstance(one, ItemList)]
    if lists:
        tests = [f"{_list_is_taken(one, say)} AS {say.name(_taken(one))}" for one in lists]
        inner = _indented(",\n".join(["*", *tests]), 4)
        yield f"lists AS (\n  SELECT\n{inner}\n  FROM {table}{say.fence}\n)"
        table = "lists"
    lines = [say.name(name) for name in source.keep]
    refusals: list[str] = []
    for name, one in source.asked.items():
        value, test = say.name(name), _acceptable(one, say)
        if test != "TRUE":
            refusals.append(f"WHEN NOT ({test}) THEN {say.words(name)}")
            if isinstance(one, Column) and one.kind is Kind.NUMBER:
                value = f"CAST({value} AS {say.types[Type.WHOLE]})"
            value = f"CASE WHEN {test} THEN {value} END"
        if isinstance(one, Column) and one.today and source.on is not None:
            value = f"coalesce({value}, DATE '{source.on.isoformat()}')"
        lines.append(f"{comment(source.wordings[name])}\n{value} AS {say.name(name)}")
    bad = "\n  ".join(refusals)
    text = say.types[Type.TEXT]
    refused = f"CASE\n  {bad}\nEND" if refusals else f"CAST(NULL AS {text})"
    says = comment("The first answer that its question does not take; such a row has no result.")
    lines.append(f"{says}\n{refused} AS {say.name(_REFUSED)}")
    inner = _indented(",\n".join(lines), 4)
    yield f"answers AS (\n  SELECT\n{inner}\n  FROM {table}{say.fence}\n)"


def _taken(items: ItemList) -> str:
    """The name of the column that says whether a list can be taken."""
    return f"{items.name}: taken"


def _acceptable(one: Asked, say: Dialect) -> str:
    """The test that an answer passes; open for none."""
    if isinstance(one, ItemList):
        return say.name(_taken(one))
    made = Expressions()
    test = acceptable(made, one, made.column(one.name, column_type(one)))
    return Writer(Layout(made, [test], {}), say).text(test)


def _list_is_taken(items: ItemList, say: Dialect) -> str:
    """The test that a list passes; open for none."""
    made = Expressions()
    bad = made.either(
        made.negated(acceptable(made, column, made.field(column.name, column_type(column))))
        for column in items.fields
    )
    text = Writer(Layout(made, [bad], {}), say).text(bad)
    fields = [(column.name, column_type(column)) for column in items.fields]
    return say.list_is_taken(say.name(items.name), fields, items.most, text)


def _indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line for line in text.split("\n"))
