"""The plan's tree: vision, missions, directions, strategies, targets, recommendations, measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from technopole.evidence.anchors import Anchor
from technopole.evidence.observations import ANCHOR_COLUMNS, read_anchor
from technopole.evidence.problems import Report
from technopole.evidence.tables import PackFiles, Row, Table, one_of
from technopole.evidence.wording import Text

__all__ = ["Level", "Node", "Standing", "Tree", "read_carried_out_by", "read_tree"]

FILE: Final = "tree.csv"
CARRIED_OUT_BY_FILE: Final = "carried_out_by.csv"
_TABLE: Final = Table(
    columns=(
        "id", "parent", "level", "number", "title_en", "title_zh_hant", "standing",
        *ANCHOR_COLUMNS, "note_en", "note_zh_hant",
    ),
    required=frozenset({"id", "level", "number", "title_en", "title_zh_hant", *ANCHOR_COLUMNS}),
    key=("id",),
)  # fmt: skip
_CARRIED_OUT_BY: Final = Table(
    columns=("node", "entity"), required=frozenset({"node", "entity"}), key=("node", "entity")
)


class Level(StrEnum):
    """The levels of the tree, from the top down."""

    VISION = "vision"
    MISSION = "mission"
    DIRECTION = "direction"
    STRATEGY = "strategy"
    TARGET = "target"
    RECOMMENDATION = "recommendation"
    MEASURE = "measure"


class Standing(StrEnum):
    """What a measure is: already there, new, or a criterion or focus that guides others."""

    EXISTING = "existing"
    NEW = "new"
    CRITERION = "criterion"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the plan.

    parent:   the id of the node above; None for the vision.
    standing: set on measures only.
    """

    id: str
    parent: str | None
    level: Level
    number: str
    title: Text
    standing: Standing | None
    anchor: Anchor
    note: Text


@dataclass(frozen=True)
class Tree:
    """The nodes by id, in the order of the document."""

    nodes: Mapping[str, Node]

    def children(self, node: str | None) -> tuple[Node, ...]:
        """The nodes directly below one, in order; below None stands the vision."""
        return self._children.get(node, ())

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[Node, ...]]:
        groups: dict[str | None, list[Node]] = {}
        for node in self.nodes.values():
            groups.setdefault(node.parent, []).append(node)
        return {parent: tuple(group) for parent, group in groups.items()}

    def path(self, node: str) -> tuple[Node, ...]:
        """The node's ancestors from the vision down, the node itself last."""
        path = [self.nodes[node]]
        while (parent := path[0].parent) is not None:
            path.insert(0, self.nodes[parent])
        return tuple(path)

    def above(self, node: str, level: Level) -> Node | None:
        """The node of that level on the way up to the vision, itself included; None if there is none."""
        return next((step for step in self.path(node) if step.level is level), None)

    def below(self, node: str) -> tuple[Node, ...]:
        """The node and everything under it, in order."""
        found = [self.nodes[node]]
        for child in self.children(node):
            found.extend(self.below(child.id))
        return tuple(found)

    def counts(self) -> Mapping[Level, int]:
        """How many nodes stand on each level."""
        counter = Counter(node.level for node in self.nodes.values())
        return {level: counter[level] for level in Level}

    def of_level(self, level: Level) -> tuple[Node, ...]:
        """The nodes of one level, in order."""
        return tuple(node for node in self.nodes.values() if node.level is level)


def read_tree(files: PackFiles, source: str, report: Report) -> Tree:
    """The plan's tree, read from the document `source`; dangling and ringed parents are reported."""
    rows = list(_TABLE.rows(files, FILE, report))
    nodes = {node.id: node for row in rows if (node := _node(row, source)) is not None}
    for row in rows:
        node = nodes.get(row["id"])
        if node is None:
            continue
        if node.parent is None:
            if node.level is not Level.VISION:
                row.problem(
                    "parent", f"“{node.id}” has no parent.", "Name the node above it.", "plan.E001"
                )
        elif node.parent not in nodes or _is_ring(node, nodes):
            row.problem("parent", f"“{node.parent}” is no node above “{node.id}”.",
                        "Name a node of this file that leads up to the vision.", "plan.E001")  # fmt: skip
    return Tree(nodes)


def _is_ring(node: Node, nodes: Mapping[str, Node]) -> bool:
    seen, parent = {node.id}, node.parent
    while parent is not None and parent in nodes:
        if parent in seen:
            return True
        seen.add(parent)
        parent = nodes[parent].parent
    return False


def _node(row: Row, source: str) -> Node | None:
    level = row.read("level", one_of(Level), "plan.E002")
    standing = row.read("standing", one_of(Standing), "plan.E002") if row["standing"] else None
    anchor = read_anchor(row, source)
    if level is None or anchor is None:
        return None
    if (level is Level.MEASURE) != (standing is not None):
        row.problem("standing", f"A {level} {'needs' if level is Level.MEASURE else 'has no'} standing.",
                    f"Measures are one of: {', '.join(Standing)}; others leave it empty.", "plan.E003")  # fmt: skip
    return Node(
        id=row["id"],
        parent=row["parent"] or None,
        level=level,
        number=row["number"],
        title=Text(row["title_en"], row["title_zh_hant"]),
        standing=standing,
        anchor=anchor,
        note=Text(row["note_en"], row["note_zh_hant"]),
    )


def read_carried_out_by(
    files: PackFiles, tree: Tree, entities: Iterable[str], report: Report
) -> tuple[tuple[str, str], ...]:
    """The pairs of node and entity that say who or what carries out a node of the plan."""
    known = frozenset(entities)
    pairs = []
    for row in _CARRIED_OUT_BY.rows(files, CARRIED_OUT_BY_FILE, report):
        row.refers("node", tree.nodes, "plan.E004")
        row.refers("entity", known, "plan.E004")
        pairs.append((row["node"], row["entity"]))
    return tuple(pairs)
