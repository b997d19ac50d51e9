"""A pack: one government's plan with its evidence, read from plain files and known by its hash.

Packs are found through the entry-point group `technopole.packs`, so that another government
ships its own as a package; nothing here names one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from typing import Final, TypeVar

from technopole.evidence.anchors import Anchor
from technopole.evidence.problems import Problem, Report
from technopole.evidence.store import Evidence, read_evidence
from technopole.evidence.tables import PackFiles, read_toml
from technopole.evidence.wording import Text
from technopole.plan.indicators import Indicator, read_indicators
from technopole.plan.initiatives import Initiative, read_initiatives
from technopole.plan.installed import GROUP, UnknownPack, installed_packs, package_of
from technopole.plan.register import Register, Relation, read_register
from technopole.plan.synonyms import Synonym, read_synonyms
from technopole.plan.tree import Tree, read_carried_out_by, read_tree

__all__ = ["GROUP", "Pack", "UnknownPack", "installed_packs", "load", "package_of", "read_files"]

T = TypeVar("T")

_SUFFIXES: Final = (".csv", ".toml", ".geojson")
_ABOUT: Final = "pack.toml"
_FILES: Final = (
    _ABOUT, "sources.csv", "measures.csv", "tensions.toml", "tree.csv", "carried_out_by.csv",
    "entities.csv", "names.csv", "links.csv", "statements.csv", "initiatives.csv",
    "initiative_statuses.csv", "indicators.csv", "indicator_points.csv", "synonyms.csv",
)  # fmt: skip
_OF_RULES: Final = "rule_sources.csv"  # the rulebook reads it: the pages that its references name
# The outlook reads them: what it needs to know of indicators, schemes' budgets and levers.
_OF_OUTLOOK: Final = ("outlook.toml", "budgets.csv", "levers.toml", "paper.toml")


@dataclass(frozen=True)
class Pack:
    """A plan with its evidence, as of the newest document or as of a day.

    id:             the pack's name, such as `hong_kong`.
    name:           the government's name.
    plan_source:    the document that the tree is read from.
    version:        the SHA-256 of its files: part of every answer.
    carried_out_by: pairs of node and entity.
    synonyms:       words that people type for what the documents call otherwise.
    files:          the files it was read from.
    """

    id: str
    name: Text
    plan_source: str
    version: str
    evidence: Evidence
    tree: Tree
    register: Register
    initiatives: Mapping[str, Initiative]
    indicators: Mapping[str, Indicator]
    carried_out_by: tuple[tuple[str, str], ...]
    synonyms: tuple[Synonym, ...]
    files: PackFiles = field(repr=False)

    @classmethod
    def read(cls, name: str, files: PackFiles) -> Pack:
        """Read a pack's files. Raises PackRefused with every fault found; nothing is half-read."""
        report = Report()
        about = _about(files, report)
        evidence = read_evidence(files, report)
        tree = read_tree(files, about.get("plan_source", ""), report)
        register = read_register(files, evidence.sources, tree.nodes, report)
        initiatives = read_initiatives(
            files, evidence.sources, tree.nodes, register.entities, report
        )
        indicators = read_indicators(files, evidence, tree.nodes, register.entities, report)
        pairs = read_carried_out_by(files, tree, register.entities, report)
        synonyms = read_synonyms(files, report)
        _check_subjects(evidence, register, report, files)
        _check_plan_source(about.get("plan_source", ""), evidence, report)
        _check_files(files, evidence, report)
        report.raise_if_any()
        return cls(
            id=name,
            name=Text(about["name_en"], about["name_zh_hant"]),
            plan_source=about["plan_source"],
            version=_version(files),
            evidence=evidence,
            tree=tree,
            register=register,
            initiatives=initiatives,
            indicators=indicators,
            carried_out_by=pairs,
            synonyms=synonyms,
            files=files,
        )

    def to_bytes(self) -> bytes:
        """The pack's files as one canonical document, for keeping a loaded edition."""
        content = {name: self.files[name].decode("utf-8") for name in sorted(self.files)}
        return json.dumps({"id": self.id, "files": content}, ensure_ascii=False).encode("utf-8")

    @classmethod
    def from_bytes(cls, content: bytes) -> Pack:
        """The pack that `to_bytes` kept. Raises PackRefused when this version cannot read it."""
        document = json.loads(content)
        return cls.read(
            document["id"], {name: text.encode("utf-8") for name, text in document["files"].items()}
        )

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which something became known, oldest first."""
        return tuple(sorted({source.published for source in self.evidence.sources.values()}))

    def as_of(self, day: date) -> Pack:
        """The pack as it was known on a day: the same answer whenever it is asked again.

        Before the plan's own document its tree is empty; before the first document everything is.
        """
        known = [published for published in self.days if published <= day]
        if known and known[-1] == self.days[-1]:
            return self
        return self._as_of(known[-1] if known else date.min)

    def _as_of(self, day: date) -> Pack:
        views: dict[date, Pack] = self.__dict__.setdefault("_views", {})
        if day not in views:
            views[day] = self._view(day)
        return views[day]

    def _view(self, day: date) -> Pack:
        evidence = self.evidence.as_of(day)
        tree = self.tree if self.plan_source in evidence.sources else Tree({})
        register = self.register.as_of(day, evidence.by_subject.keys())
        initiatives = (initiative.as_of(day) for initiative in self.initiatives.values())
        indicators = (indicator.as_of(day) for indicator in self.indicators.values())
        return Pack(
            id=self.id,
            name=self.name,
            plan_source=self.plan_source,
            version=self.version,
            evidence=evidence,
            tree=tree,
            register=register,
            initiatives={i.id: _told_of(i, register) for i in initiatives if i is not None},
            indicators={i.id: i for i in indicators if i is not None},
            carried_out_by=tuple(
                (node, entity)
                for node, entity in self.carried_out_by
                if node in tree.nodes and entity in register.entities
            ),
            synonyms=self.synonyms,
            files=self.files,
        )

    @cached_property
    def entities_of_node(self) -> Mapping[str, tuple[str, ...]]:
        """The entities that carry out each node of the plan."""
        return _grouped(self.carried_out_by)

    @cached_property
    def nodes_of_entity(self) -> Mapping[str, tuple[str, ...]]:
        """The nodes of the plan that each entity carries out."""
        return _grouped((entity, node) for node, entity in self.carried_out_by)

    @cached_property
    def initiatives_of_node(self) -> Mapping[str, tuple[Initiative, ...]]:
        """The initiatives that belong to each node of the plan."""
        return _grouped((initiative.node, initiative) for initiative in self.initiatives.values())

    @cached_property
    def initiatives_of_entity(self) -> Mapping[str, tuple[Initiative, ...]]:
        """The initiatives that each entity is the matter of."""
        return _grouped((i.entity, i) for i in self.initiatives.values() if i.entity is not None)

    @cached_property
    def indicators_of_node(self) -> Mapping[str, tuple[Indicator, ...]]:
        """The indicators that serve each node of the plan."""
        return _grouped((indicator.node, indicator) for indicator in self.indicators.values())

    @cached_property
    def indicators_of_series(self) -> Mapping[str, tuple[Indicator, ...]]:
        """The indicators that each series feeds."""
        return _grouped((indicator.series, indicator) for indicator in self.indicators.values())

    @cached_property
    def servants_of_node(self) -> Mapping[str, tuple[str, ...]]:
        """The entities that carry out each node, serve it, or are the matter of its initiatives."""
        serving = (
            (link.other, link.entity)
            for link in self.register.links
            if link.relation is Relation.SERVES
        )
        launched = ((i.node, i.entity) for i in self.initiatives.values() if i.entity is not None)
        return _grouped(
            (node, entity)
            for node, entity in dict.fromkeys((*self.carried_out_by, *serving, *launched))
            if node in self.tree.nodes and entity in self.register.entities
        )

    def anchors(self) -> tuple[tuple[str, Anchor], ...]:
        """Every anchor of the pack that is not a fact's, with the name of what it belongs to."""
        return (
            *((f"tree {node.id}", node.anchor) for node in self.tree.nodes.values()),
            *((f"statement on {s.entity}", s.anchor) for s in self.register.statements),
            *(
                (f"status of {initiative.id}", status.anchor)
                for initiative in self.initiatives.values()
                for status in initiative.history
            ),
        )


def _told_of(initiative: Initiative, register: Register) -> Initiative:
    """The initiative without its entity where no document had named that one yet."""
    known = initiative.entity is None or initiative.entity in register.entities
    return initiative if known else replace(initiative, entity=None)


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for left, right in pairs:
        groups.setdefault(left, []).append(right)
    return {name: tuple(group) for name, group in groups.items()}


def _about(files: PackFiles, report: Report) -> dict[str, str]:
    """What pack.toml says of the pack as a whole."""
    wanted = ("name_en", "name_zh_hant", "plan_source")
    found = read_toml(files, _ABOUT, report)
    if found is None:
        return {}
    about, _ = found
    for key in wanted:
        if not (isinstance(about.get(key), str) and about[key].strip()):
            report.add(
                Problem(_ABOUT, 0, key, "The key is missing.", f"Give {key} a value.", "plan.E007")
            )
    for key in about.keys() - set(wanted):
        report.add(
            Problem(_ABOUT, 0, key, f"“{key}” is not known.", f"It takes: {', '.join(wanted)}.",
                    "plan.E007")
        )  # fmt: skip
    return {key: str(about.get(key, "")) for key in wanted}


def _check_plan_source(source: str, evidence: Evidence, report: Report) -> None:
    """The plan is read from a document of the pack."""
    if source and source not in evidence.sources:
        report.add(
            Problem(_ABOUT, 0, "plan_source", f"“{source}” does not exist.",
                    "Name a document of sources.csv.", "plan.E004")
        )  # fmt: skip


def _check_files(files: PackFiles, evidence: Evidence, report: Report) -> None:
    """A file that nobody reads is a misspelt one: what it says would be lost without a word."""
    known = {
        *_FILES,
        _OF_RULES,
        *_OF_OUTLOOK,
        *(f"facts/{source}.csv" for source in evidence.sources),
    }
    for name in files:
        if name.endswith((".csv", ".toml")) and name not in known:
            near = get_close_matches(name, known, n=1)
            mend = f"Did you mean {near[0]}?" if near else "Remove it."
            what = (
                "A document of that name does not exist"
                if name.startswith("facts/")
                else "Nobody reads this file"
            )
            report.add(Problem(name, 0, "", f"{what}.", mend, "plan.E008"))


def _check_subjects(
    evidence: Evidence, register: Register, report: Report, files: PackFiles
) -> None:
    """Every fact is about an entity of the register."""
    for observation in evidence.observations.values():
        if observation.subject not in register.entities:
            file = f"facts/{observation.source}.csv"
            before = files[file].split(f"\n{observation.id},".encode())[0]
            report.add(
                Problem(file, before.count(b"\n") + 2, "subject",
                        f"“{observation.subject}” ({observation.id}) is not in the register.",
                        "Correct it, or add the entity to entities.csv.", "plan.E004")
            )  # fmt: skip


def _version(files: PackFiles) -> str:
    digest = sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()


def read_files(folder: Traversable) -> dict[str, bytes]:
    """The data files of a pack's folder, by path inside it."""
    found: dict[str, bytes] = {}

    def walk(place: Traversable, prefix: str) -> None:
        for child in place.iterdir():
            if child.is_dir() and not child.name.startswith(("_", ".")):
                walk(child, f"{prefix}{child.name}/")
            elif child.name.endswith(_SUFFIXES):
                found[prefix + child.name] = child.read_bytes()

    walk(folder, "")
    return found


@lru_cache(maxsize=4)
def load(name: str = "hong_kong") -> Pack:
    """The installed pack of that name. Raises UnknownPack, or PackRefused with every fault."""
    return Pack.read(name, read_files(package_files(package_of(name))))
