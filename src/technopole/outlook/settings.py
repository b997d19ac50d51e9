"""What a pack tells the outlook of each indicator and no document says: `outlook.toml`.

One table an indicator, all of its keys optional:

    [indicator."2.1"]
    scale = "log"                     # log, logit or linear; else it follows from the measure
    limit = 100                       # the ceiling of a share, in the indicator's unit
    pool  = "people"                  # indicators of one pool lend one another what they know
    note_en = "…"                     # what to know about its definition, beside every verdict
    note_zh_hant = "…"

    [[indicator."2.1".left_out]]      # a figure that a reader may expect and that does not compare
    fact = "001-055"
    reason_en = "…"
    reason_zh_hant = "…"

    [[indicator."2.1".break]]         # figures before that year count something else
    year = 2019
    reason_en = "…"
    reason_zh_hant = "…"

    [[indicator."X13".done]]          # for a date: a statement of the register that reports it as done
    entity = "hong-kong-laureate-forum"
    source = "legco-2023"
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from technopole.evidence.problems import Problem, Report
from technopole.evidence.tables import PackFiles, read_toml
from technopole.evidence.wording import Text
from technopole.plan.packs import Pack

__all__ = [
    "FILE",
    "NO_NOTE",
    "Break",
    "Exclusion",
    "Scale",
    "Setting",
    "read_settings",
    "settings_of",
]

FILE: Final = "outlook.toml"
_CODE: Final = "outlook.E001"
_KEYS: Final = frozenset(
    {"scale", "limit", "pool", "note_en", "note_zh_hant", "left_out", "break", "done"}
)
_EXCLUSION_KEYS: Final = frozenset({"fact", "reason_en", "reason_zh_hant"})
_BREAK_KEYS: Final = frozenset({"year", "reason_en", "reason_zh_hant"})
_DONE_KEYS: Final = frozenset({"entity", "source"})

Statements = Mapping[tuple[str, str], Text]
"""What the register says of an entity by a source."""


NO_NOTE: Final = Text("", "")
"""Nothing to say."""


class Scale(StrEnum):
    """On which scale an indicator moves.

    LOG:    amounts and counts that stay above zero: they grow by per cent.
    LOGIT:  shares between a floor of zero and a ceiling.
    LINEAR: what may be zero or negative.
    """

    LOG = "log"
    LOGIT = "logit"
    LINEAR = "linear"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A fact that does not belong to an indicator's figures, and why."""

    fact: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Break:
    """A year from which on an indicator counts something else than before, and what."""

    year: int
    reason: Text


@dataclass(frozen=True, slots=True)
class Done:
    """A statement of the register that reports a dated deliverable as done, without its day."""

    entity: str
    source: str
    says: Text


@dataclass(frozen=True, slots=True)
class Setting:
    """What a pack says of one indicator for its outlook; by default nothing.

    limit: the ceiling of a share, in the indicator's unit; None where there is none, or none is told.
    pool:  the group whose indicators are forecast together; empty for none.
    note:  what to know about the definition beside every verdict.
    """

    scale: Scale | None = None
    limit: Fraction | None = None
    pool: str = ""
    note: Text = NO_NOTE
    left_out: tuple[Exclusion, ...] = ()
    breaks: tuple[Break, ...] = ()
    done: tuple[Done, ...] = ()


def read_settings(
    files: PackFiles,
    indicators: Collection[str],
    facts: Collection[str],
    statements: Statements,
    report: Report,
) -> Mapping[str, Setting]:
    """The settings of a pack by the indicator's id; a pack without the file has none.

    indicators, facts, statements: what there is; anything else is a problem, as is a misspelt key.
    """
    if FILE not in files:
        return {}
    found = read_toml(files, FILE, report)
    if found is None:
        return {}
    document, text = found
    reader = _Reader(text, facts, statements, report)
    for key in document.keys() - {"indicator"}:
        reader.problem(key, key, "is not known.", 'The file takes [indicator."id"] tables.')
    tables = document.get("indicator", {})
    if not isinstance(tables, dict):
        reader.problem("indicator", "indicator", "is no table.", 'Write [indicator."id"].')
        return {}
    settings: dict[str, Setting] = {}
    for name, table in tables.items():
        if name not in indicators:
            reader.problem(name, name, "is no indicator.", "Name an id of indicators.csv.")
        elif not isinstance(table, dict):
            reader.problem(name, name, "is no table.", f'Write [indicator."{name}"].')
        else:
            settings[name] = reader.setting(name, table)
    return settings


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the tables of outlook.toml and tells every fault."""

    text: str
    facts: Collection[str]
    statements: Statements
    report: Report

    def problem(self, name: str, key: str, what: str, mend: str) -> None:
        quoted = rf"[\"']?{re.escape(name)}[\"']?"
        found = re.search(
            rf"indicator\.{quoted}\s*[.\]]|^\s*\[*{quoted}\b", self.text, re.MULTILINE
        )
        line = self.text.count("\n", 0, found.start()) + 1 if found else 0
        self.report.add(Problem(FILE, line, key, f"“{name}”: {key} {what}", mend, _CODE))

    def setting(self, name: str, table: Mapping[str, Any]) -> Setting:
        self._known(name, table, _KEYS)
        note = Text(self._words(name, table, "note_en"), self._words(name, table, "note_zh_hant"))
        if bool(note.en) != bool(note.zh_hant):
            self.problem(
                name, "note", "stands in one language only.", "Write it in both, or in neither."
            )
        return Setting(
            scale=self._scale(name, table),
            limit=self._limit(name, table),
            pool=self._words(name, table, "pool"),
            note=note,
            left_out=tuple(self._exclusions(name, table)),
            breaks=tuple(sorted(self._breaks(name, table), key=lambda found: found.year)),
            done=tuple(self._done(name, table)),
        )

    def _known(self, name: str, table: Mapping[str, Any], known: Collection[str]) -> None:
        for key in sorted(table.keys() - set(known)):
            self.problem(name, key, "is not known.", f"It takes: {', '.join(sorted(known))}.")

    def _words(self, name: str, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self.problem(name, key, "is no text.", "Write it between quotation marks.")
            return ""
        return value.strip()

    def _scale(self, name: str, table: Mapping[str, Any]) -> Scale | None:
        if "scale" not in table:
            return None
        try:
            return Scale(str(table["scale"]))
        except ValueError:
            self.problem(name, "scale", f"“{table['scale']}” is not known.",
                         f"Use one of: {', '.join(Scale)}.")  # fmt: skip
            return None

    def _limit(self, name: str, table: Mapping[str, Any]) -> Fraction | None:
        if "limit" not in table:
            return None
        value = table["limit"]
        if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
            self.problem(name, "limit", "is no whole number above zero.",
                         "Give the ceiling in the indicator's unit, such as 100.")  # fmt: skip
            return None
        return Fraction(value)

    def _tables(self, name: str, table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
            return value
        self.problem(name, key, "is no list of tables.", f'Write [[indicator."{name}".{key}]].')
        return []

    def _reason(self, name: str, key: str, table: Mapping[str, Any]) -> Text:
        reason = Text(
            self._words(name, table, "reason_en"), self._words(name, table, "reason_zh_hant")
        )
        if not (reason.en and reason.zh_hant):
            self.problem(name, key, "has no reason in both languages.",
                         "Write reason_en and reason_zh_hant.")  # fmt: skip
        return reason

    def _exclusions(self, name: str, table: Mapping[str, Any]) -> list[Exclusion]:
        found = []
        for entry in self._tables(name, table, "left_out"):
            self._known(name, entry, _EXCLUSION_KEYS)
            fact = self._words(name, entry, "fact")
            if fact not in self.facts:
                self.problem(name, "left_out", f"names “{fact}”, which is no fact.",
                             "Name a fact that exists.")  # fmt: skip
                continue
            found.append(Exclusion(fact, self._reason(name, "left_out", entry)))
        return found

    def _breaks(self, name: str, table: Mapping[str, Any]) -> list[Break]:
        found = []
        for entry in self._tables(name, table, "break"):
            self._known(name, entry, _BREAK_KEYS)
            year = entry.get("year")
            if isinstance(year, bool) or not isinstance(year, int):
                self.problem(name, "break", "has no year.", "Give the first year of the new count.")
                continue
            found.append(Break(year, self._reason(name, "break", entry)))
        return found

    def _done(self, name: str, table: Mapping[str, Any]) -> list[Done]:
        found = []
        for entry in self._tables(name, table, "done"):
            self._known(name, entry, _DONE_KEYS)
            entity, source = self._words(name, entry, "entity"), self._words(name, entry, "source")
            says = self.statements.get((entity, source))
            if says is None:
                self.problem(name, "done", f"names no statement of {source or '?'} on {entity or '?'}.",
                             "Name the entity and the source of a row of statements.csv.")  # fmt: skip
            else:
                found.append(Done(entity, source, says))
        return found


_READ: Final[dict[str, Mapping[str, Setting]]] = {}
_KEPT: Final = 8


def settings_of(pack: Pack) -> Mapping[str, Setting]:
    """The settings of a pack, or of a view of it as of a day; read once a version.

    Raises PackRefused with every fault of the file.
    """
    if pack.version not in _READ:
        report = Report()
        # A view as of a day knows fewer facts than the file may name: the files know them all.
        facts = {
            name
            for file in pack.files
            if file.startswith("facts/")
            for name in _first_column(pack.files[file])
        }
        indicators = _first_column(pack.files["indicators.csv"])
        settings = read_settings(pack.files, indicators, facts, _statements(pack), report)
        report.raise_if_any()
        while len(_READ) >= _KEPT:
            del _READ[next(iter(_READ))]
        _READ[pack.version] = settings
    return _READ[pack.version]


def _first_column(content: bytes) -> frozenset[str]:
    rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    next(rows, None)
    return frozenset(row[0] for row in rows if row)


def _statements(pack: Pack) -> Statements:
    content = pack.files.get("statements.csv", b"").decode("utf-8")
    rows = csv.DictReader(io.StringIO(content, newline=""))
    return {
        (row["entity"], row["source"]): Text(row["says_en"], row["says_zh_hant"]) for row in rows
    }
