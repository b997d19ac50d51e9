"""A small pack of an invented government, enough for every page's query."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import pytest
from django.test import Client

from technopole.plan.packs import Pack

_HASH = "0" * 64
_PLACE = {"heading": "para 1", "first_line": "1", "last_line": "2", "passage": _HASH}


def table(columns: str, rows: Sequence[Mapping[str, str]]) -> bytes:
    """A CSV file; what a row leaves out is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns.split(","), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _source(name: str, number: str, published: str) -> dict[str, str]:
    texts = {
        f"{key}_{language}": name
        for key in ("title", "short", "publisher")
        for language in ("en", "zh_hant")
    }
    return {"id": name, "number": number, "published": published, "published_as": published,
            "file": f"{name}.txt", "official_page": "https://example.org/", **texts}  # fmt: skip


def _fact(
    name: str, subject: str, measure: str, value: str, unit: str, **more: str
) -> dict[str, str]:
    return {"id": name, "subject": subject, "measure": measure, "value": value, "unit": unit,
            "qualifier": "exact", "kind": "actual", "reading": "printed", **_PLACE, **more}  # fmt: skip


def _node(name: str, parent: str, level: str, **more: str) -> dict[str, str]:
    return {"id": name, "parent": parent, "level": level, "number": name, "title_en": f"Title of {name}",
            "title_zh_hant": f"{name}的標題", **_PLACE, **more}  # fmt: skip


def _said(source: str, status: str, says: str, **more: str) -> dict[str, str]:
    return {
        "source": source,
        "status": status,
        "says_en": says,
        "says_zh_hant": says,
        **_PLACE,
        **more,
    }


def _entity(name: str, kind: str, name_en: str) -> dict[str, str]:
    return {"id": name, "kind": kind, "name_en": name_en, "summary_en": f"What {name_en} is.",
            "summary_zh_hant": "說明。"}  # fmt: skip


def _measure(name: str, unit: str, nature: str = "stock") -> dict[str, str]:
    return {"id": name, "name_en": name.replace("_", " "), "name_zh_hant": "量度", "unit": unit,
            "nature": nature, "good": "up"}  # fmt: skip


def _files() -> dict[str, bytes]:
    facts = "id,subject,measure,value,unit,qualifier,as_at,kind,heading,first_line,last_line,passage,reading,note_en,note_zh_hant"
    return {
        "pack.toml": b'name_en = "Arcadia"\nname_zh_hant = "\xe6\xa1\x83\xe6\xba\x90"\nplan_source = "plan-22"\n',
        "sources.csv": table(
            "id,number,title_en,title_zh_hant,short_en,short_zh_hant,publisher_en,publisher_zh_hant,"
            "published,published_as,file,official_page,condition_en,condition_zh_hant",
            [_source("paper-21", "001", "2021-06-30"), _source("plan-22", "002", "2022-06-30"),
             _source("paper-23", "003", "2023-06-30")],
        ),
        "measures.csv": table(
            "id,name_en,name_zh_hant,unit,nature,good,definition_en,definition_zh_hant",
            [_measure("lines_supported", "count"), _measure("budget", "HKD", "budget"),
             _measure("ceiling", "HKD", "limit"), _measure("approved", "HKD", "cumulative"),
             _measure("launch", "date", "date"), _measure("users", "persons")],
        ),
        "entities.csv": table(
            "id,kind,name_en,name_zh_hant,summary_en,summary_zh_hant",
            [_entity("line-scheme", "scheme", "Line Scheme"), _entity("old-fund", "fund", "Old Fund"),
             _entity("agency", "institution", "Agency"), _entity("app", "platform", "App"),
             _entity("silent", "law", "Silent Law")],
        ),
        "names.csv": table("entity,name,language,kind,from,until,source",
                           [{"entity": "line-scheme", "name": "Former Scheme", "language": "en",
                             "kind": "former", "until": "2022"}]),
        "links.csv": table("entity,relation,other", [
            {"entity": "line-scheme", "relation": "run-by", "other": "agency"},
            {"entity": "line-scheme", "relation": "serves", "other": "S1"},
            {"entity": "app", "relation": "serves", "other": "S1.T1"},
        ]),
        "facts/paper-21.csv": table(facts, [
            _fact("001-001", "line-scheme", "lines_supported", "10", "count", as_at="2021-03-31"),
            _fact("001-002", "line-scheme", "budget", "2000000000", "HKD", kind="budget"),
            _fact("001-003", "line-scheme", "launch", "2020-07", "date", kind="event", first_line="9", last_line="9"),
        ]),
        "facts/plan-22.csv": table(facts, [
            _fact("002-001", "line-scheme", "lines_supported", "100", "count", as_at="2027", kind="target",
                  qualifier="over"),
            _fact("002-002", "app", "users", "450", "persons", as_at="2022-05-31", qualifier="over"),
        ]),
        "facts/paper-23.csv": table(facts, [
            _fact("003-001", "line-scheme", "lines_supported", "56", "count", as_at="2023-03-31", heading="para 7"),
            _fact("003-002", "line-scheme", "approved", "300000000", "HKD", as_at="2023-03-31", heading="para 7",
                  first_line="3", last_line="3"),
            _fact("003-003", "line-scheme", "ceiling", "15000000", "HKD", kind="parameter", qualifier="up_to",
                  first_line="5", last_line="6"),
            _fact("003-004", "app", "users", "460", "persons", as_at="2022-05-31", qualifier="over",
                  first_line="12", last_line="12"),
        ]),
        "tree.csv": table(
            "id,parent,level,number,title_en,title_zh_hant,standing,heading,first_line,last_line,passage,note_en,note_zh_hant",
            [_node("V", "", "vision"), _node("M1", "V", "mission"), _node("D1", "V", "direction"),
             _node("S1", "D1", "strategy"), _node("S1.T1", "S1", "target"),
             _node("S1.T1.R1", "S1.T1", "recommendation"),
             _node("S1.T1.R1.p1", "S1.T1.R1", "measure", standing="new"), _node("S2", "D1", "strategy")],
        ),
        "carried_out_by.csv": table("node,entity", [{"node": "S1.T1.R1.p1", "entity": "line-scheme"},
                                                    {"node": "S1.T1.R1", "entity": "agency"}]),
        "statements.csv": table(
            "entity,source,heading,first_line,last_line,passage,status,as_at,says_en,says_zh_hant",
            [{"entity": "line-scheme", **_said("paper-21", "announced", "It was announced.")},
             {"entity": "line-scheme", **_said("paper-23", "operating", "It runs.", as_at="2023-03-31")},
             {"entity": "agency", **_said("paper-21", "named", "It is named.")},
             {"entity": "old-fund", **_said("plan-22", "closed", "It closed.")}],
        ),
        "initiatives.csv": table("id,name_en,name_zh_hant,node,entity", [
            {"id": "more-lines", "name_en": "More lines", "name_zh_hant": "更多", "node": "S1.T1",
             "entity": "line-scheme"},
            {"id": "other", "name_en": "Other", "name_zh_hant": "其他", "node": "S2"},
        ]),
        "initiative_statuses.csv": table(
            "initiative,source,status,as_at,says_en,says_zh_hant,heading,first_line,last_line,passage",
            [{"initiative": "more-lines", **_said("paper-21", "planned", "Planned.")},
             {"initiative": "more-lines", **_said("paper-23", "under-way", "On its way.")},
             {"initiative": "other", **_said("paper-23", "planned", "Planned.")}],
        ),
        "indicators.csv": table(
            "id,set,number,name_en,name_zh_hant,node,subject,measure,unit,good,note_en,note_zh_hant",
            [{"id": "I1", "set": "work", "number": "1", "name_en": "Lines", "name_zh_hant": "生產線",
              "node": "S1.T1", "subject": "line-scheme", "measure": "lines_supported", "unit": "count",
              "good": "up"}],
        ),
        "indicator_points.csv": table("indicator,role,printed,column_head,year_named,figure_period,fact",
                                      [{"indicator": "I1", "role": "target", "printed": "100",
                                        "fact": "002-001"}]),
        "tensions.toml": """
[[tension]]
id = "money-a-line"
kind = "derived"
title_en = "Money a line"
title_zh_hant = "每條生產線的款額"
reason_en = "One is approved, the other set aside."
reason_zh_hant = "一為獲批，一為預留。"
facts = ["003-002", "001-002"]

[[tension.working]]
label_en = "Approved as a part of the budget"
label_zh_hant = "獲批佔預算"
quotient = ["003-002", "001-002"]
""".encode(),
    }  # fmt: skip


@pytest.fixture(scope="session")
def arcadia() -> Pack:
    """The whole pack; `arcadia.as_of(day)` is how it was known earlier."""
    return Pack.read("arcadia", _files())


@pytest.fixture
def site(arcadia: Pack, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A visitor of the portal that shows Arcadia."""
    monkeypatch.setattr("technopole.site.editions.queries.current", lambda: arcadia)
    return Client()
