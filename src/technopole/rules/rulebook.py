"""A rulebook: every scheme of a pack with its rule, found by listing the pack's package of schemes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pkgutil import iter_modules
from traceback import FrameSummary, extract_tb
from typing import Final

from technopole.evidence.problems import Report
from technopole.evidence.tables import PackFiles, Table
from technopole.evidence.wording import Text
from technopole.rules.language import Consistency, Scheme, SchemeFaulty
from technopole.rules.nodes import Question, RuleMeansNothing

__all__ = ["RuleSource", "Rulebook", "read_rule_sources", "read_rulebook"]

SOURCES: Final = "rule_sources.csv"
DOCUMENTS: Final = "sources.csv"
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

    Raises SchemeFaulty when two modules describe one scheme, when one question has two meanings, and,
    with the line, when a module does not load; so too where a reference names no source of the pack
    or a sentence is the same in both languages.
    """
    try:
        home = import_module(f"{package}.schemes")
    except ModuleNotFoundError:
        return Rulebook({}, (), {})
    found: dict[str, Scheme] = {}
    for module in sorted(iter_modules(home.__path__), key=lambda module: module.name):
        scheme = _scheme_of(f"{home.__name__}.{module.name}")
        if scheme.entity in found:
            raise SchemeFaulty(f"{scheme.entity} is described by two modules. Keep one.")
        found[scheme.entity] = scheme
    consistency = import_module(f"{package}.questions.consistency").CONSISTENCY
    told = f"{package}.questions.bodies"
    bodies = import_module(told).BODIES if find_spec(told) else {}
    book = Rulebook(found, tuple(consistency), _read_sources(package), bodies)
    _check_references(book, package)
    names = [question.name for question in book.questions]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SchemeFaulty(f"These questions have two meanings: {', '.join(twice)}.")
    return book


def _scheme_of(module: str) -> Scheme:
    """The scheme of a module. Raises SchemeFaulty, with its line, for whatever stops it from loading."""
    try:
        scheme = import_module(module).SCHEME
    except Exception as error:
        lines = [
            f"line {at.lineno}" for at in extract_tb(error.__traceback__) if _within(module, at)
        ]
        if isinstance(error, SyntaxError) and not lines:
            lines = [f"line {error.lineno}"]
        where = ", ".join((module, *lines[-1:]))
        mend = (
            f"{error}"
            if isinstance(error, ValueError | RuleMeansNothing)
            else f"{type(error).__name__}: {error}."
        )
        raise SchemeFaulty(f"{where}: {mend}") from error
    if not isinstance(scheme, Scheme):
        raise SchemeFaulty(
            f"{module}: SCHEME is a {type(scheme).__name__}. Write SCHEME = scheme(…)."
        )
    return scheme


def _within(module: str, at: FrameSummary) -> bool:
    return at.filename.endswith(module.replace(".", "/") + ".py")


def _check_references(book: Rulebook, package: str) -> None:
    """Refuse a reference that begins with no document and no public page of the pack."""
    documents = files(package) / DOCUMENTS
    if not documents.is_file():
        return
    listed = csv.reader(documents.read_text(encoding="utf-8").splitlines())
    known = {row[0] for row in listed if row} | set(book.sources)
    for scheme in book.schemes.values():
        for what, reference in _references(scheme):
            key = reference.partition(",")[0].strip()
            if key not in known:
                near = "".join(
                    f" Did you mean {name}?" for name in get_close_matches(key, known, 1)
                )
                raise SchemeFaulty(
                    f"{scheme.entity}, {what}: “{key}” is no document of {DOCUMENTS} and no page of "
                    f"{SOURCES}. Begin the reference with one, or add the page.{near}"
                )


def _references(scheme: Scheme) -> Iterator[tuple[str, str]]:
    yield from ((f"condition {c.name}", c.reference) for c in scheme.conditions)
    yield from ((f"award {a.name}", a.reference) for a in scheme.awards)
    yield from ((j.question.name, j.reference) for j in scheme.judgements)
    yield from (("what is known", k.reference) for k in scheme.known)
    for parameter in scheme.parameters:
        yield from ((f"parameter {parameter.name}", dated.reference) for dated in parameter.values)


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
