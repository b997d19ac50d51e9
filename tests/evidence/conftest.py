"""A small pack's evidence, made of the rows that a test asks for."""

import pytest

from technopole.evidence.problems import Report
from technopole.evidence.store import read_evidence

SOURCES = """\
id,number,title_en,title_zh_hant,short_en,short_zh_hant,publisher_en,publisher_zh_hant,published,published_as,file,official_page,condition_en,condition_zh_hant
old-paper,001,Old paper,舊文件,the old paper,舊文件,Bureau,政策局,2021-10-31,2021-10,old.txt,https://example.org/old,,
new-paper,002,New paper,新文件,the new paper,新文件,Bureau,政策局,2023-11-13,2023-11-13,new.txt,https://example.org/new,,
"""
MEASURES = """\
id,name_en,name_zh_hant,unit,nature,good,definition_en,definition_zh_hant
services,Online services,網上服務,count,stock,up,,
area,Area,面積,ha,dimension,none,,
launch,Launch,推出日期,date,date,none,,
cost,Cost,開支,HKD,flow,none,,
people,People,人數,persons,stock,up,,
rate,Rate per thousand,每千人比率,per_1000,rate,up,,
"""
HEADER = (
    "id,subject,measure,value,unit,qualifier,as_at,kind,heading,first_line,last_line,passage,"
    "reading,note_en,note_zh_hant\n"
)


def fact_row(
    name,
    measure,
    value,
    unit="count",
    qualifier="exact",
    as_at="2021-10",
    kind="actual",
    subject="thing",
    lines=(1, 1),
    passage="0" * 64,
    reading="printed",
    note=",",
):
    """One line of a facts table."""
    return (
        f"{name},{subject},{measure},{value},{unit},{qualifier},{as_at},{kind},para 1,"
        f"{lines[0]},{lines[1]},{passage},{reading},{note}\n"
    )


@pytest.fixture
def files_of():
    """Makes a pack's files from rows for the old and for the new paper."""

    def make(old=(), new=(), tensions=""):
        return {
            "sources.csv": SOURCES.encode(),
            "measures.csv": MEASURES.encode(),
            "facts/old-paper.csv": (HEADER + "".join(old)).encode(),
            "facts/new-paper.csv": (HEADER + "".join(new)).encode(),
            "tensions.toml": tensions.encode(),
        }

    return make


@pytest.fixture
def evidence_of(files_of):
    """The evidence of such a pack, which must be without fault."""

    def make(old=(), new=(), tensions=""):
        report = Report()
        evidence = read_evidence(files_of(old, new, tensions), report)
        report.raise_if_any()
        return evidence

    return make
