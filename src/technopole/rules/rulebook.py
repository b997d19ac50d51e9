"""A rulebook: every scheme of a pack with its rule, found by listing the pack's package of schemes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Final

from technopole.evidence.problems import Report
from technopole.evidence.tables import PackFiles, Table
from technopole.evidence.wording import Text
from technopole.rules.language import Consistency, Scheme, SchemeFaulty
from technopole.rules.nodes import Question

__all__ = ["RuleSource", "Rulebook", "read_rule_sources", "read_rulebook"]

SOURCES: Final = "rule_sources.csv"
_TABLE: Final = Table(
    columns=("key", "title", "address"), required=frozenset({"key", "title"}), key=("key",)
)


@dataclass(frozen=True, slots=True)
class RuleSource:
    """A public page or paper that a rule's reference names by its key.

    address: empty where none is known.
    """

    key: str
    title: str
    address: str


@dataclass(frozen=True)
class Rulebook:
    """The schemes of a pack, by their id and in the order of their names.

    consistency: what any honest set of answers fulfils, over all schemes.
    sources:     the public pages that references name, by key.
    bodies:      bodies that rules name beside those of the register, by id.
    """

    schemes: Mapping[str, Scheme]
    consistency: tuple[Consistency, ...]
    sources: Mapping[str, RuleSource]
    bodies: Mapping[str, Text] = field(default_factory=dict)

    @cached_property
    def executable(self) -> tuple[Scheme, ...]:
        """The schemes whose rule runs."""
        return tuple(scheme for scheme in self.schemes.values() if scheme.executable)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The vocabulary: every question that some rule or judgement asks, each once."""
        asked = [question for scheme in self.executable for question in scheme.questions]
        asked += [j.question for scheme in self.executable for j in scheme.judgements]
        return tuple(dict.fromkeys(asked))

    @cached_property
    def by_code(self) -> Mapping[str, Scheme]:
        """The schemes by id and by short name in lower case, so that either may be typed."""
        named = {scheme.code.lower(): scheme for scheme in self.schemes.values()}
        return named | dict(self.schemes)

    def source_of(self, reference: str) -> RuleSource | None:
        """The public page that a reference such as `ESS_24, Key Features` begins with, if it does."""
        return self.sources.get(reference.partition(",")[0].strip())


@lru_cache(maxsize=4)
def read_rulebook(package: str) -> Rulebook:
    """The rulebook of a pack's package, such as `technopole.hong_kong`; empty where it has none.

    Raises SchemeFaulty when two modules describe one scheme, or when one question has two meanings.
    """
    try:
        home = import_module(f"{package}.schemes")
    except ModuleNotFoundError:
        return Rulebook({}, (), {})
    found: dict[str, Scheme] = {}
    for module in sorted(iter_modules(home.__path__), key=lambda module: module.name):
        scheme = import_module(f"{home.__name__}.{module.name}").SCHEME
        if scheme.entity in found:
            raise SchemeFaulty(f"{scheme.entity} is described by two modules. Keep one.")
        found[scheme.entity] = scheme
    consistency = import_module(f"{package}.questions.consistency").CONSISTENCY
    told = f"{package}.questions.bodies"
    bodies = import_module(told).BODIES if find_spec(told) else {}
    book = Rulebook(found, tuple(consistency), _read_sources(package), bodies)
    names = [question.name for question in book.questions]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SchemeFaulty(f"These questions have two meanings: {', '.join(twice)}.")
    return book


def _read_sources(package: str) -> dict[str, RuleSource]:
    report = Report()
    content = (files(package) / SOURCES).read_bytes()
    read = read_rule_sources({SOURCES: content}, report)
    report.raise_if_any()
    return read


def read_rule_sources(files: PackFiles, report: Report) -> dict[str, RuleSource]:
    """The public pages that references name, by key; a pack without rules may do without."""
    if SOURCES not in files:
        return {}
    return {
        row["key"]: RuleSource(row["key"], row["title"], row["address"])
        for row in _TABLE.rows(files, SOURCES, report)
    }
