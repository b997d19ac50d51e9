"""What a pack tells its papers of its own world, and no rule could know: `paper.toml`.

All of it is optional: a pack without the file has papers too, in plainer words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from technopole.evidence.problems import Problem, Report
from technopole.evidence.tables import read_toml
from technopole.outlook.paper.words import FreeNumber, Message, SlotsDiffer
from technopole.plan.packs import Pack

__all__ = ["FILE", "Background", "Setting", "read_setting"]

FILE: Final = "paper.toml"
_CODE: Final = "outlook.E004"
_ENTITIES: Final = ("plan", "addressed_to")
_KEYS: Final = frozenset({*_ENTITIES, "papers", "headlines", "background"})
_BACKGROUND: Final = frozenset({"en", "zh_hant", "names", "facts"})


@dataclass(frozen=True, slots=True)
class Background:
    """A paragraph of the background: a message, and the entities and facts that stand in it."""

    message: Message
    names: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a pack says to its papers.

    plan, addressed_to: ids of entities; empty for none.
    papers:    the documents that a progress paper continues, oldest first.
    headlines: the series whose newest figures a factsheet shows.
    """

    plan: str = ""
    addressed_to: str = ""
    papers: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    background: tuple[Background, ...] = ()


def read_setting(pack: Pack, report: Report) -> Setting:
    """The setting in a pack's files; whatever is wrong with it goes into the report.

    pack: the whole pack, not as of a day: the file may name what became known later.
    """
    if FILE not in pack.files:
        return Setting()
    found = read_toml(pack.files, FILE, report)
    if found is None:
        return Setting()
    document, text = found
    return _Reader(document, text, pack, report).setting()


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Mapping[str, Any]
    text: str
    pack: Pack
    report: Report

    def problem(self, key: str, message: str, mend: str) -> None:
        found = re.search(rf"^\s*\[*\s*{re.escape(key)}\b", self.text, re.MULTILINE)
        line = self.text.count("\n", 0, found.end()) + 1 if found else 0
        self.report.add(Problem(FILE, line, key, message, mend, _CODE))

    def setting(self) -> Setting:
        for key in self.document.keys() - _KEYS:
            self.problem(key, f"“{key}” is not known.", f"It takes: {', '.join(sorted(_KEYS))}.")
        entities = {key: self._entity(key) for key in _ENTITIES}
        return Setting(
            **entities,
            papers=self._known("papers", self.pack.evidence.sources, "a document of sources.csv"),
            headlines=self._known(
                "headlines", self.pack.evidence.series, "a series, written subject.measure"
            ),
            background=tuple(self._background()),
        )

    def _entity(self, key: str) -> str:
        value = self.document.get(key, "")
        if not isinstance(value, str):
            self.problem(key, f"{key} is no text.", "Name one entity of entities.csv.")
            return ""
        if value and value not in self.pack.register.entities:
            self.problem(key, f"“{value}” is no entity.", "Name one of entities.csv.")
            return ""
        return value

    def _known(self, key: str, known: Mapping[str, object], what: str) -> tuple[str, ...]:
        values = self.document.get(key, [])
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            self.problem(key, f"{key} is no list of texts.", f"List {what} each.")
            return ()
        for value in values:
            if value not in known:
                self.problem(key, f"“{value}” does not exist.", f"Name {what}.")
        return tuple(value for value in values if value in known)

    def _background(self) -> list[Background]:
        entries = self.document.get("background", [])
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            self.problem("background", "background is no list of tables.", "Write [[background]].")
            return []
        return [read for entry in entries if (read := self._paragraph(entry)) is not None]

    def _paragraph(self, entry: Mapping[str, Any]) -> Background | None:
        for key in entry.keys() - _BACKGROUND:
            self.problem(
                key,
                f"“{key}” is not known.",
                f"A paragraph takes: {', '.join(sorted(_BACKGROUND))}.",
            )
        names = self._pairs(
            entry, "names", self.pack.register.entities, "an entity of entities.csv"
        )
        facts = self._pairs(entry, "facts", self.pack.evidence.observations, "a fact's id")
        try:
            message = Message.of(str(entry.get("en", "")), str(entry.get("zh_hant", "")))
        except (FreeNumber, SlotsDiffer) as error:
            self.problem("background", str(error), "Correct the paragraph.")
            return None
        given = {name for name, _id in (*names, *facts)}
        if given != message.slots:
            wrong = ", ".join(sorted(given ^ message.slots))
            self.problem(
                "background", f"{wrong} stands only in the text, or only beside it.",
                "Give each {name} of the text one entry of `names` or `facts`.",
            )  # fmt: skip
            return None
        return Background(message, names, facts)

    def _pairs(
        self, entry: Mapping[str, Any], key: str, known: Mapping[str, object], what: str
    ) -> tuple[tuple[str, str], ...]:
        table = entry.get(key, {})
        if not isinstance(table, dict):
            self.problem(key, f"{key} is no table.", f'Write {{ name = "…" }}, each {what}.')
            return ()
        for value in table.values():
            if value not in known:
                self.problem(key, f"“{value}” does not exist.", f"Name {what}.")
        return tuple((name, value) for name, value in table.items() if value in known)
