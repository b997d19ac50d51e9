"""The pack as flat tables, for spreadsheets and statistics programs.

Each table has one row a thing and plain cells: text, whole numbers, truth values, or nothing.
Values stay text, as in the records, so that no digit is lost on the way. Columns are only ever
added, at the end: `docs/reference/stability.md` holds the promise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from technopole.evidence.records import measure_record, source_record, time_record
from technopole.evidence.wording import Text
from technopole.plan.packs import Pack
from technopole.plan.records import (
    fact_record,
    indicator_record,
    initiative_record,
    link_record,
    name_record,
    node_record,
    statement_record,
    status_record,
)

__all__ = ["DATASETS", "Cell", "Column", "Dataset"]

Cell = str | int | bool | None
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, and what stands in it."""

    name: str
    holds: Literal["text", "whole number", "yes or no"]
    says: Text


@dataclass(frozen=True)
class Dataset:
    """A table of a pack.

    name: as addresses carry it.
    rows: its rows, each with exactly the columns, in their order.
    """

    name: str
    title: Text
    says: Text
    columns: tuple[Column, ...]
    rows: Callable[[Pack], Iterator[Row]]

    def cells(self, pack: Pack) -> list[list[Cell]]:
        """The rows as lists of cells."""
        names = [column.name for column in self.columns]
        return [[row[name] for name in names] for row in self.rows(pack)]


def _in_both(name: str, text: Mapping[str, Any] | None) -> dict[str, Cell]:
    """Words in both languages as two cells."""
    return {
        f"{name}_en": text["en"] if text else None,
        f"{name}_zh_hant": text["zh_hant"] if text else None,
    }


def _place(record: Mapping[str, Any]) -> dict[str, Cell]:
    """Where a passage stands, as four cells."""
    return {
        "heading": record["heading"],
        "first_line": record["lines"][0],
        "last_line": record["lines"][1],
        "passage": record["passage"],
    }


def _listed(values: Sequence[str]) -> str | None:
    """Ids in one cell, with spaces between them."""
    return " ".join(values) or None


def _plain(record: Mapping[str, Any], *names: str) -> dict[str, Cell]:
    return {name: record[name] for name in names}


def _facts(pack: Pack) -> Iterator[Row]:
    for observation in pack.evidence.observations.values():
        record = fact_record(observation, pack)
        yield {
            **_plain(
                record, "id", "source", "subject", "subject_name", "measure", "value", "unit",
                "qualifier", "as_at", "kind", "published",
            ),
            **_place(record),
            "subject_name_zh_hant": record["names"]["subject"]["zh_hant"],
            "measure_name": record["measure_name"],
            "measure_name_zh_hant": record["names"]["measure"]["zh_hant"],
            "as_at_stated": record["as_at_stated"],
            "reading": record["reading"],
            **_in_both("note", record["note"]),
            "series": record["series"],
            "disputes": _listed(record["disputes"]),
        }  # fmt: skip


def _sources(pack: Pack) -> Iterator[Row]:
    for source in pack.evidence.sources.values():
        record = source_record(source, pack.evidence)
        yield {
            **_plain(record, "id", "number", "published", "published_stated", "published_inferred"),
            **_in_both("title", record["title"]),
            **_in_both("short", record["short"]),
            **_in_both("publisher", record["publisher"]),
            **_in_both("condition", record["condition"]),
            **_plain(record, "official_page", "facts"),
        }


def _measures(pack: Pack) -> Iterator[Row]:
    for measure in pack.evidence.measures.values():
        record = measure_record(measure)
        yield {
            "id": record["id"],
            **_in_both("name", record["name"]),
            **_plain(record, "unit", "nature", "good"),
            **_in_both("definition", record["definition"]),
        }


def _entities(pack: Pack) -> Iterator[Row]:
    for entity in pack.register.entities.values():
        statements = pack.register.statements_of.get(entity.id, ())
        yield {
            "id": entity.id,
            "kind": entity.kind.value,
            "name_en": entity.name.en,
            "name_zh_hant": entity.name.zh_hant or None,
            "summary_en": entity.summary.en,
            "summary_zh_hant": entity.summary.zh_hant,
            "status": statements[-1].status.value if statements else None,
            "facts": len(pack.evidence.by_subject.get(entity.id, ())),
            "carries_out": _listed(pack.nodes_of_entity.get(entity.id, ())),
        }


def _names(pack: Pack) -> Iterator[Row]:
    for entity in pack.register.entities.values():
        for name in entity.names:
            yield {"entity": entity.id, **name_record(name)}


def _links(pack: Pack) -> Iterator[Row]:
    for link in pack.register.links:
        yield link_record(link)
    for node, entity in pack.carried_out_by:
        yield {"entity": entity, "relation": "carries-out", "other": node}


def _statements(pack: Pack) -> Iterator[Row]:
    for statement in pack.register.statements:
        record = statement_record(statement)
        yield {
            "entity": statement.entity,
            **_plain(record, "source", "published", "status", "as_at"),
            **_in_both("says", record["says"]),
            **_place(record),
        }


def _tree(pack: Pack) -> Iterator[Row]:
    for node in pack.tree.nodes.values():
        record = node_record(node, pack)
        yield {
            **_plain(record, "id", "parent", "level", "number"),
            **_in_both("title", record["title"]),
            "standing": record["standing"],
            **_in_both("note", record["note"]),
            "carried_out_by": _listed(record["carried_out_by"]),
            "source": record["source"],
            **_place(record),
        }


def _initiatives(pack: Pack) -> Iterator[Row]:
    for initiative in pack.initiatives.values():
        record = initiative_record(initiative)
        yield {
            "id": record["id"],
            **_in_both("name", record["name"]),
            **_plain(record, "node", "entity", "status"),
        }


def _statuses(pack: Pack) -> Iterator[Row]:
    for initiative in pack.initiatives.values():
        for report in initiative.history:
            record = status_record(report)
            yield {
                "initiative": initiative.id,
                **_plain(record, "source", "published", "status", "as_at"),
                **_in_both("says", record["says"]),
                **_place(record),
            }


def _indicators(pack: Pack) -> Iterator[Row]:
    for indicator in pack.indicators.values():
        record = indicator_record(indicator, pack)
        yield {
            **_plain(record, "id", "set", "number"),
            **_in_both("name", record["name"]),
            **_plain(record, "node", "subject", "measure", "unit", "good", "series"),
            **_in_both("note", record["note"]),
            "latest": record["latest"]["fact"] if record["latest"] else None,
        }


def _points(pack: Pack) -> Iterator[Row]:
    for indicator in pack.indicators.values():
        for point in indicator.points:
            figure = point.observation.figure
            yield {
                "indicator": indicator.id,
                "role": point.role.value,
                "printed": point.printed,
                "column_head": point.column_head or None,
                "year_named": point.year_named,
                "figure_period": time_record(point.figure_period),
                "fact": point.observation.id,
                "value": figure.text,
                "unit": figure.unit.id,
                "qualifier": figure.qualifier.value,
                "as_at": time_record(point.observation.as_at),
            }


def _contradictions(pack: Pack) -> Iterator[Row]:
    for contradiction in pack.evidence.contradictions:
        settled = contradiction.resolution
        for side in contradiction.sides:
            yield {
                "contradiction": contradiction.id,
                "subject": contradiction.subject,
                "measure": contradiction.measure,
                "fact": side.id,
                "source": side.source,
                "value": side.figure.text,
                "unit": side.figure.unit.id,
                "qualifier": side.figure.qualifier.value,
                "as_at": time_record(side.as_at),
                "stands": None if settled is None else side.id in settled.facts,
            }


def _tensions(pack: Pack) -> Iterator[Row]:
    for tension in pack.evidence.tensions:
        for side in tension.sides:
            yield {
                "tension": tension.id,
                "why": tension.kind.value,
                "title_en": tension.title.en,
                "title_zh_hant": tension.title.zh_hant,
                "reason_en": tension.reason.en,
                "reason_zh_hant": tension.reason.zh_hant,
                "fact": side.id,
                "source": side.source,
                "subject": side.subject,
                "measure": side.measure,
                "value": side.figure.text,
                "unit": side.figure.unit.id,
                "qualifier": side.figure.qualifier.value,
                "as_at": time_record(side.as_at),
            }


_MEANINGS: Final[Mapping[str, tuple[str, str]]] = {
    "id": ("Its permanent id.", "永久編號。"),
    "number": ("Its number in the document.", "在文件中的編號。"),
    "source": ("The document it was read from.", "所據文件。"),
    "published": ("The day on which it became known.", "為人所知的日期。"),
    "published_stated": ("The date of publication as far as it is stated.", "文件所載的發布時間。"),
    "published_inferred": (
        "Whether that day is the last of a vague period.",
        "該日是否取自含糊時段的最後一日。",
    ),
    "title": ("Its title.", "標題。"),
    "short": ("What it is called in short.", "簡稱。"),
    "publisher": ("Who publishes it.", "發布機構。"),
    "condition": ("What to know of the state of its text.", "文本狀況。"),
    "official_page": ("Where its publisher publishes it.", "官方網頁。"),
    "facts": ("How many facts it has.", "事實數目。"),
    "subject": ("The entity that it is about.", "所述條目。"),
    "subject_name": ("The name of that entity.", "該條目的名稱。"),
    "measure": ("What it is a figure of.", "所量度的事項。"),
    "measure_name": ("The name of what it is a figure of.", "所量度事項的名稱。"),
    "value": (
        "The value as text: 1480, 2/3, 1:2, 2024-Q3, 1000..2000.",
        "數值（文字）：1480、2/3、1:2、2024-Q3、1000..2000。",
    ),
    "unit": ("Its unit.", "單位。"),
    "qualifier": (
        "How firmly it is said: exact, about, over, nearly, up_to, at_least.",
        "語氣：exact 確數、about 約、over 逾、nearly 近、up_to 最多、at_least 至少。",
    ),
    "as_at": (
        "When it held: a day, an interval of days a/b, or nothing when undated.",
        "統計時點：某日、日期區間a/b，沒有註明則留空。",
    ),
    "as_at_stated": ("The same in the notation of periods.", "以時段記法表示的統計時點。"),
    "kind": ("Its kind.", "類別。"),
    "reading": ("How the value stands in the passage.", "數值在原文中的呈現方式。"),
    "note": ("What a reader needs to understand it.", "註釋。"),
    "series": ("The series that it belongs to.", "所屬序列。"),
    "disputes": (
        "The contradictions and tensions that it is a side of.",
        "涉及的矛盾及表面分歧。",
    ),
    "heading": ("The place in the document, as a person would look it up.", "在文件中的位置。"),
    "first_line": ("The first line in the stored text.", "文本首行。"),
    "last_line": ("The last line in the stored text.", "文本末行。"),
    "passage": (
        "The SHA-256 of those lines with white space collapsed.",
        "該等行經合併空白後的SHA-256。",
    ),
    "name": ("Its name.", "名稱。"),
    "nature": ("What kind of number it gives.", "數字的性質。"),
    "good": ("Which way is better.", "較佳方向。"),
    "definition": ("What it counts.", "定義。"),
    "summary": ("What it is, in our words.", "以本網站文字所作的簡介。"),
    "status": ("Where it stands.", "狀況。"),
    "carries_out": ("The nodes of the plan that it carries out.", "所落實的計劃節點。"),
    "carried_out_by": ("The entities that carry it out.", "負責落實的條目。"),
    "entity": ("The entity.", "條目。"),
    "language": ("The language of the name.", "名稱的語言。"),
    "from": ("Since when it was borne.", "開始使用的時間。"),
    "until": ("Until when it was borne.", "停止使用的時間。"),
    "relation": ("How the one stands to the other.", "兩者的關係。"),
    "other": ("The other entity, or a node of the plan.", "另一條目，或計劃的節點。"),
    "says": ("What the document says, in our words.", "文件所述（以本網站文字表達）。"),
    "parent": ("The node above.", "上一層。"),
    "level": ("The level of the tree.", "層級。"),
    "standing": (
        "Of a measure: existing, new, criterion or focus.",
        "措施屬現有、新增、準則或重點。",
    ),
    "node": ("The node of the plan.", "計劃的節點。"),
    "initiative": ("The initiative.", "舉措。"),
    "set": ("Where the indicator comes from.", "指標的來源。"),
    "latest": ("The newest actual figure.", "最新實際數字。"),
    "indicator": ("The indicator.", "指標。"),
    "role": ("Baseline or target.", "起點或目標值。"),
    "printed": ("The cell as printed.", "原文所載。"),
    "column_head": ("The head of its column as printed.", "原文欄目標題。"),
    "year_named": ("The year that the plan speaks of.", "計劃所指年份。"),
    "figure_period": ("The time whose figure counts.", "採用數字的時間。"),
    "fact": ("The fact.", "事實。"),
    "contradiction": ("The contradiction; one row a side.", "矛盾（每一方一行）。"),
    "stands": (
        "Whether this side stands, where somebody settled it.",
        "如已裁定，此方是否成立。",
    ),
    "tension": ("The tension; one row a side.", "表面分歧（每一方一行）。"),
    "why": ("Why the figures do not compare.", "數字不可比較的原因。"),
    "reason": ("The reason in a sentence.", "原因說明。"),
}
_WHOLE: Final = frozenset({"first_line", "last_line", "facts", "year_named"})
_YES_OR_NO: Final = frozenset({"published_inferred", "stands"})


def _column(name: str) -> Column:
    base = name.removesuffix("_zh_hant").removesuffix("_en")
    says = Text(*_MEANINGS[base])
    if name.endswith("_zh_hant"):
        says = Text(f"{says.en} In Chinese.", f"{says.zh_hant}（中文）")
    elif name.endswith("_en") or base in ("subject_name", "measure_name"):
        says = Text(f"{says.en} In English.", f"{says.zh_hant}（英文）")
    if name in _WHOLE:
        return Column(name, "whole number", says)
    return Column(name, "yes or no" if name in _YES_OR_NO else "text", says)


def _dataset(
    name: str, title: Text, says: Text, rows: Callable[[Pack], Iterator[Row]], columns: str
) -> Dataset:
    expanded: list[str] = []
    for column in columns.split():
        both = column.endswith("*")
        expanded += [f"{column[:-1]}_en", f"{column[:-1]}_zh_hant"] if both else [column]
    return Dataset(name, title, says, tuple(_column(column) for column in expanded), rows)


_ANCHOR: Final = "heading first_line last_line passage"

DATASETS: Final[Mapping[str, Dataset]] = {
    dataset.name: dataset
    for dataset in (
        _dataset(
            "facts", Text("Facts", "事實"),
            Text("Every figure, with the place where it was read.", "每項數字及其出處。"),
            _facts,
            "id source subject subject_name measure value unit qualifier as_at kind published "
            f"{_ANCHOR} subject_name_zh_hant measure_name measure_name_zh_hant as_at_stated "
            "reading note* series disputes",
        ),
        _dataset(
            "sources", Text("Documents", "文件"),
            Text("The documents, and since when each is known.", "各文件及其發布時間。"),
            _sources,
            "id number published published_stated published_inferred title* short* publisher* "
            "condition* official_page facts",
        ),
        _dataset(
            "measures", Text("Measures", "量度項目"),
            Text("What the figures are figures of.", "數字所量度的事項。"),
            _measures, "id name* unit nature good definition*",
        ),
        _dataset(
            "entities", Text("Register", "登記冊"),
            Text("Schemes, institutions, places and the like.", "計劃、機構、地方等。"),
            _entities, "id kind name* summary* status facts carries_out",
        ),
        _dataset(
            "names", Text("Other names", "其他名稱"),
            Text("Former, short and other names of entities.", "前稱、簡稱及別名。"),
            _names, "entity name language kind from until source",
        ),
        _dataset(
            "links", Text("Links", "關係"),
            Text("How entities stand to one another and to the plan.", "條目之間及條目與計劃的關係。"),
            _links, "entity relation other",
        ),
        _dataset(
            "statements", Text("Statements", "文件所述"),
            Text("What each document says of each entity.", "各文件對各條目的描述。"),
            _statements, f"entity source published status as_at says* {_ANCHOR}",
        ),
        _dataset(
            "tree", Text("The plan", "計劃"),
            Text("The plan's tree, from the vision to the measures.", "由願景至措施的計劃樹。"),
            _tree,
            f"id parent level number title* standing note* carried_out_by source {_ANCHOR}",
        ),
        _dataset(
            "initiatives", Text("Initiatives", "舉措"),
            Text("What the Government set out to do.", "政府着手推行的舉措。"),
            _initiatives, "id name* node entity status",
        ),
        _dataset(
            "statuses", Text("Status reports", "進展報告"),
            Text("Where each initiative stood, document by document.", "各項舉措在各文件中的進展。"),
            _statuses, f"initiative source published status as_at says* {_ANCHOR}",
        ),
        _dataset(
            "indicators", Text("Indicators", "指標"),
            Text("What the plan measures itself by.", "計劃用以衡量成效的指標。"),
            _indicators,
            "id set number name* node subject measure unit good series note* latest",
        ),
        _dataset(
            "indicator-points", Text("Baselines and targets", "起點及目標值"),
            Text("The cells of the indicators' tables, as printed and as figures.",
                 "指標列表各格的原文及數值。"),
            _points,
            "indicator role printed column_head year_named figure_period fact value unit "
            "qualifier as_at",
        ),
        _dataset(
            "contradictions", Text("Contradictions", "矛盾"),
            Text("Documents that disagree, one row a side.", "互相矛盾的文件，每一方一行。"),
            _contradictions,
            "contradiction subject measure fact source value unit qualifier as_at stands",
        ),
        _dataset(
            "tensions", Text("Tensions", "表面分歧"),
            Text("Figures that seem to clash and do not compare, one row a side.",
                 "看似矛盾而不可比較的數字，每一方一行。"),
            _tensions,
            "tension why title* reason* fact source subject measure value unit qualifier as_at",
        ),
    )
}  # fmt: skip
"""Every table, by the name that its address bears."""
