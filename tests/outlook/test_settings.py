"""What a pack tells the outlook: read whole, refused with every fault, known as of any day."""

from datetime import date
from fractions import Fraction

import pytest

from technopole.evidence.problems import PackRefused, Report
from technopole.evidence.wording import Text
from technopole.outlook.settings import FILE, NO_NOTE, Scale, Setting, read_settings, settings_of
from technopole.plan.packs import load

SAYS = Text("Held.", "已舉行。")
GOOD = """
[indicator."1.1"]
scale = "logit"
limit = 100
pool = "people"
note_en = "Counts people."
note_zh_hant = "計算人數。"
[[indicator."1.1".left_out]]
fact = "001-001"
reason_en = "Counts posts."
reason_zh_hant = "計算職位。"
[[indicator."1.1".break]]
year = 2021
reason_en = "New survey."
reason_zh_hant = "新調查。"
[[indicator."1.1".break]]
year = 2019
reason_en = "New law."
reason_zh_hant = "新法例。"
[[indicator."1.1".done]]
entity = "forum"
source = "paper"
"""


def read(text):
    report = Report()
    found = read_settings(
        {FILE: text.encode()}, {"1.1", "K1"}, {"001-001"}, {("forum", "paper"): SAYS}, report
    )
    return found, [str(problem) for problem in report.problems]


def test_everything_that_may_be_said():
    found, problems = read(GOOD)
    assert problems == []
    setting = found["1.1"]
    assert (setting.scale, setting.limit, setting.pool) == (Scale.LOGIT, Fraction(100), "people")
    assert setting.note == Text("Counts people.", "計算人數。")
    assert [exclusion.fact for exclusion in setting.left_out] == ["001-001"]
    assert [change.year for change in setting.breaks] == [2019, 2021]
    assert [(done.entity, done.says) for done in setting.done] == [("forum", SAYS)]


def test_nothing_need_be_said():
    assert read("") == ({}, [])
    assert read('[indicator."K1"]')[0] == {"K1": Setting()}
    assert Setting().note is NO_NOTE
    report = Report()
    assert read_settings({}, (), (), {}, report) == {}
    assert report.problems == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[indicator", 1, "not TOML"),
        ("other = 1", 1, "is not known"),
        ("indicator = 1", 1, "is no table"),
        ("\n[indicator.nine]\n", 2, "is no indicator"),
        ("[indicator]\nK1 = 5", 2, "is no table"),
        ("[indicator.K1]\nscala = 1", 1, "scala is not known"),
        ('[indicator.K1]\nscale = "cubic"', 1, "Use one of: log, logit, linear"),
        ("[indicator.K1]\nlimit = -5", 1, "limit is no whole number above zero"),
        ("[indicator.K1]\nlimit = true", 1, "limit is no whole number above zero"),
        ("[indicator.K1]\npool = 5", 1, "pool is no text"),
        ('[indicator.K1]\nnote_en = "a"', 1, "one language only"),
        ("[indicator.K1]\nleft_out = 5", 1, "no list of tables"),
        ('[[indicator.K1.left_out]]\nfact = "x"', 1, "which is no fact"),
        ('[[indicator.K1.left_out]]\nfact = "001-001"', 1, "no reason in both languages"),
        ("[[indicator.K1.break]]\nyear = 2019", 1, "no reason in both languages"),
        ('[[indicator.K1.break]]\nyear = "2019"', 1, "has no year"),
        ('\n\n[[indicator."1.1".done]]\nentity = "forum"', 3, "no statement of ? on forum"),
    ],
)
def test_each_fault_is_told_with_its_place_and_how_to_mend_it(text, line, words):
    _, problems = read(text)
    assert problems
    assert words in problems[0]
    assert f"outlook.toml:{line}" in problems[0]
    assert problems[0].rstrip("]").endswith(("outlook.E001", "tables.E008"))


def test_all_faults_are_told_at_once():
    _, problems = read('[indicator."1.1"]\nlimit = 0\nscale = "x"\npool = 1\nwhat = 2')
    assert len(problems) == 4


def test_a_view_as_of_a_day_has_the_settings_of_the_whole_pack():
    pack = load("hong_kong")
    assert settings_of(pack) is settings_of(pack.as_of(date(2000, 1, 1)))
    assert settings_of(pack)["2.1"].left_out


def test_a_pack_whose_file_is_wrong_is_refused():
    pack = load("hong_kong")
    files = {**pack.files, FILE: b"[indicator.nine]"}
    wrong = type(pack).read("wrong", files)
    with pytest.raises(PackRefused, match="is no indicator"):
        settings_of(wrong)
