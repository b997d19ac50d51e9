"""`technopole plan`: the plan's tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from technopole.cli.options import AsOf, PackName, TreeFormatOption, opened
from technopole.cli.output import TreeFormat, chosen, fail, hint, people, print_csv, print_jsonl

if TYPE_CHECKING:
    from technopole.plan.packs import Pack


def plan(
    as_of: AsOf = None, output_format: TreeFormatOption = None, pack: PackName = "hong_kong"
) -> None:
    """Print the plan: vision, missions, directions, strategies, targets, recommendations, measures.

    \b
    technopole plan
    technopole plan --format jsonl
    """
    from technopole.plan.records import node_record

    known = opened(pack, as_of)
    if not known.tree.nodes:
        if output_format is TreeFormat.CSV:
            whole = opened(pack, None)
            print_csv((), lambda: (node_record(node, whole) for node in whole.tree.nodes.values()))
        published = _published(pack)
        fail(
            f"The plan was not published yet on {as_of}: it came out on {published}. "
            "Ask for that day or a later one.",
            status=0,
        )
    records = (node_record(node, known) for node in known.tree.nodes.values())
    match chosen(output_format, TreeFormat.TREE, TreeFormat.JSONL):
        case TreeFormat.JSONL:
            print_jsonl(records)
        case TreeFormat.CSV:
            print_csv(records)
        case TreeFormat.TREE:
            _print_tree(known)
            hint("Who carries out a measure: technopole plan --format jsonl (key carried_out_by)")


def _published(pack: str) -> str:
    whole = opened(pack, None)
    return whole.evidence.sources[whole.plan_source].published.isoformat()


def _print_tree(pack: Pack) -> None:
    from rich.text import Text
    from rich.tree import Tree as RichTree

    def grow(branch: RichTree, parent: str) -> None:
        for node in pack.tree.children(parent):
            label = Text.assemble((f"{node.number}  ", "bold"), node.title.en)
            if node.standing:
                label.append(f"  {node.standing}", style="dim")
            grow(branch.add(label), node.id)

    for vision in pack.tree.children(None):
        root = RichTree(Text(vision.title.en, style="bold"))
        grow(root, vision.id)
        people().print(root)
