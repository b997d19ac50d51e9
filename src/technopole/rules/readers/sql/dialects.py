"""Where the engines differ: how they quote, divide whole numbers, move days and sum over lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from technopole.rules.readers.sql.expressions import Type

__all__ = ["DIALECTS", "Dialect", "Engine", "ItemSteps", "SqlRefused"]


class SqlRefused(ValueError):
    """The engine cannot take what the rule needs, such as a name that is too long for it."""


class Engine(StrEnum):
    """The engines for which the rules are written as SQL."""

    DUCKDB = "duckdb"
    POSTGRESQL = "postgresql"
    SPARK = "spark"


@dataclass(frozen=True, slots=True)
class ItemSteps:
    """A sum over the items of a list, as texts.

    items:  the list's column.
    fields: name and type of each field of an item.
    used:   the fields that are read.
    steps:  columns computed for each item, step by step: name and text.
    most:   how many items count, at most.
    """

    items: str
    fields: tuple[tuple[str, Type], ...]
    used: tuple[str, ...]
    steps: tuple[tuple[tuple[str, str], ...], ...]
    low: str
    high: str
    most: int | None
    wide: bool


@dataclass(frozen=True)
class Dialect:
    """An engine's way of saying things.

    types:     what it calls the types of columns.
    fence:     what keeps its planner from writing a step again into every place that reads it, which
               doubles the work with each step.
    longest:   how many bytes a name may have; more would be cut off without an error.
    """

    engine: Engine
    types: dict[Type, str]
    quotes: str = '"'
    fence: str = ""
    longest: int | None = None

    def name(self, identifier: str) -> str:
        """An identifier, quoted. Raises SqlRefused where the engine cannot hold it."""
        size = len(identifier.encode())
        if not identifier or "\0" in identifier:
            raise SqlRefused(f"“{identifier}” is no name of a table or a column.")
        if self.longest is not None and size > self.longest:
            raise SqlRefused(
                f"“{identifier}” has {size} bytes; a name in {self.engine} has at most {self.longest}. "
                "Shorten the name of the scheme, question, condition or award."
            )
        return f"{self.quotes}{identifier.replace(self.quotes, self.quotes * 2)}{self.quotes}"

    def words(self, text: str) -> str:
        """A text as a literal."""
        if self.engine is Engine.SPARK:  # here a backslash escapes, and '' joins two texts
            escaped = text.replace("\\", "\\\\").replace("'", "\\'")
            return f"'{escaped}'"
        return "'" + text.replace("'", "''") + "'"

    def cut(self, value: str, divisor: str, *, wide: bool) -> str:
        """Division of whole numbers, the fraction cut off."""
        match self.engine:
            case Engine.DUCKDB:
                return f"{value} // {divisor}"
            case Engine.SPARK:
                return f"{value} div {divisor}"
            case _:
                return f"div({value}, {divisor})" if wide else f"{value} / {divisor}"

    def days(self, earlier: str, later: str) -> str:
        """How many days lie between two days."""
        match self.engine:
            case Engine.DUCKDB:
                return f"date_diff('day', {earlier}, {later})"
            case Engine.SPARK:
                return f"CAST(datediff({later}, {earlier}) AS BIGINT)"
            case _:
                return f"CAST({later} - {earlier} AS BIGINT)"

    def moved(self, day: str, months: int, days: int) -> str:
        """A day moved by months, then by days; a shorter month gives its last day."""
        if self.engine is Engine.SPARK:
            moved = f"add_months({day}, {months})" if months else day
            return f"date_add({moved}, {days})" if days else moved
        sign = "-" if months < 0 else "+"
        moved = f"CAST({day} {sign} INTERVAL '{abs(months)} months' AS DATE)" if months else day
        if not days:
            return moved
        return f"({moved} {'-' if days < 0 else '+'} {abs(days)})"

    def list_type(self, fields: Sequence[tuple[str, Type]]) -> str:
        """The type of a column that holds a list of items."""
        if self.engine is Engine.POSTGRESQL:
            return "JSONB"
        if self.engine is Engine.SPARK:
            inner = ", ".join(f"{self.name(name)}: {self.types[type_]}" for name, type_ in fields)
            return f"ARRAY<STRUCT<{inner}>>"
        inner = ", ".join(f"{self.name(name)} {self.types[type_]}" for name, type_ in fields)
        return f"STRUCT({inner})[]"

    def field(self, name: str) -> str:
        """A field of the item that a list expression looks at."""
        if self.engine is Engine.POSTGRESQL:  # never mistaken for a column beside the list
            return self.name(f"each {name}")
        return f"item.{self.name(name)}"

    def _records(self, items: str, fields: Sequence[tuple[str, Type]], *, numbered: bool) -> str:
        inner = ", ".join(f"{self.name(name)} {self.types[type_]}" for name, type_ in fields)
        names = [self.field(name) for name, _ in fields]
        counted = " WITH ORDINALITY" if numbered else ""
        if numbered:
            names.append('"nth item"')
        return (
            f"ROWS FROM (jsonb_to_recordset({items}) AS ({inner})){counted} "
            f"AS item({', '.join(names)})"
        )

    def list_is_taken(
        self, items: str, fields: Sequence[tuple[str, Type]], most: int, bad: str
    ) -> str:
        """Whether a list is not too long and holds items whose answers can be taken; open for none.

        bad: a test that an item fulfils of which some answer cannot be.
        """
        if self.engine is Engine.POSTGRESQL:
            return self._array_is_taken(items, fields, most, bad)
        if self.engine is Engine.SPARK:
            return (
                f"size({items}) <= {most} AND NOT coalesce(exists({items}, item -> {bad}), FALSE)"
            )
        some = f"list_bool_or(list_transform({items}, lambda item: {bad}))"
        return f"len({items}) <= {most} AND NOT coalesce({some}, FALSE)"

    def _array_is_taken(
        self, items: str, fields: Sequence[tuple[str, Type]], most: int, bad: str
    ) -> str:
        """JSON may hold anything: its kinds are looked at before anything is read as a number or a day."""
        as_text = self._records(items, [(name, Type.TEXT) for name, _ in fields], numbered=False)
        typed = self._records(items, fields, numbered=False)
        other = " OR ".join(
            f"NOT pg_input_is_valid({self.field(name)}, '{self.types[type_].lower()}')"
            for name, type_ in fields
        )
        branches = [
            (f"{items} IS NULL OR jsonb_typeof({items}) = 'null'", "NULL"),
            (f"jsonb_typeof({items}) <> 'array'", "FALSE"),
            (f"jsonb_array_length({items}) > {most}", "FALSE"),
            (f"""jsonb_path_exists({items}, 'strict $[*] ? (@.type() != "object")')""", "FALSE"),
            (f"EXISTS (SELECT 1 FROM {as_text} WHERE {other})", "FALSE"),  # noqa: S608  names are quoted
            (f"EXISTS (SELECT 1 FROM {typed} WHERE {bad})", "FALSE"),  # noqa: S608
        ]
        whens = "\n  ".join(f"WHEN {test} THEN {value}" for test, value in branches)
        return f"CASE\n  {whens}\n  ELSE TRUE\nEND"

    def total(self, sum_: ItemSteps) -> str:
        """Both ends of a sum over items, as one value; `end` reads them off it."""
        if self.engine is Engine.POSTGRESQL:
            return self._total_by_subquery(sum_)
        items = sum_.items
        if sum_.most is not None:
            spark = self.engine is Engine.SPARK
            items = f"slice({items}, 1, {sum_.most})" if spark else f"{items}[1:{sum_.most}]"
        carried = [(name, self.field(name)) for name in sum_.used]
        for step in sum_.steps:
            items = self._transformed(items, [*carried, *step])
            carried += [(name, self.field(name)) for name, _ in step]
        return self._transformed(items, [("low", sum_.low), ("high", sum_.high)])

    def _transformed(self, items: str, columns: Sequence[tuple[str, str]]) -> str:
        if self.engine is Engine.SPARK:
            inner = ", ".join(f"{text} AS {self.name(name)}" for name, text in columns)
            return f"transform({items}, item -> struct({inner}))"
        inner = ", ".join(f"{self.name(name)}: {text}" for name, text in columns)
        return f"list_transform({items}, lambda item: {{{inner}}})"

    def _total_by_subquery(self, sum_: ItemSteps) -> str:
        type_ = self.types[Type.WIDE if sum_.wide else Type.WHOLE]
        source = self._records(sum_.items, sum_.fields, numbered=sum_.most is not None)
        where = f' WHERE "nth item" <= {sum_.most}' if sum_.most is not None else ""
        for step in sum_.steps:
            inner = ", ".join(f"{text} AS {self.field(name)}" for name, text in step)
            source = f"(SELECT *, {inner} FROM {source}{where}{self.fence}) AS item"  # noqa: S608
            where = ""
        low, high = self.name("low"), self.name("high")
        source = (
            f"(SELECT {sum_.low} AS {low}, {sum_.high} AS {high}\n    FROM {source}{where}) AS item"  # noqa: S608
        )

        def end(name: str) -> str:  # a sum skips nulls, but one item without an end leaves none
            kept = f"CASE WHEN count({name}) = count(*) THEN coalesce(sum({name}), 0) END"
            return f"CAST({kept} AS {type_})"

        return f"(SELECT ARRAY[\n    {end(low)},\n    {end(high)}\n  ] FROM {source})"  # noqa: S608  names are quoted

    def end(self, both: str, which: str, *, wide: bool) -> str:
        """The low or the high end of a sum over items; null where an item has no such end."""
        type_ = self.types[Type.WIDE if wide else Type.WHOLE]
        match self.engine:
            case Engine.POSTGRESQL:
                return f"{both}[{1 if which == 'low' else 2}]"
            case Engine.SPARK:
                return (
                    f"aggregate({both}, CAST(0 AS {type_}), "
                    f"(sum, item) -> CAST(sum + item.{self.name(which)} AS {type_}))"
                )
            case _:
                return (
                    f"list_reduce(list_transform({both}, lambda item: item.{self.name(which)}), "
                    f"lambda sum, each: CAST(sum + each AS {type_}), CAST(0 AS {type_}))"
                )


DIALECTS: Final = {
    Engine.DUCKDB: Dialect(
        Engine.DUCKDB,
        {
            Type.WHOLE: "BIGINT", Type.WIDE: "HUGEINT", Type.TRUTH: "BOOLEAN", Type.DAY: "DATE",
            Type.TEXT: "VARCHAR",
        },
        fence=" OFFSET 0",
    ),
    Engine.POSTGRESQL: Dialect(
        Engine.POSTGRESQL,
        {
            Type.WHOLE: "BIGINT", Type.WIDE: "NUMERIC", Type.TRUTH: "BOOLEAN", Type.DAY: "DATE",
            Type.TEXT: "TEXT",
        },
        fence=" OFFSET 0",
        longest=63,
    ),
    Engine.SPARK: Dialect(
        Engine.SPARK,
        {
            Type.WHOLE: "BIGINT", Type.WIDE: "DECIMAL(38, 0)", Type.TRUTH: "BOOLEAN",
            Type.DAY: "DATE", Type.TEXT: "STRING",
        },
        quotes="`",
    ),
}  # fmt: skip
