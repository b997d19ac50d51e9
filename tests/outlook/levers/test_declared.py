"""levers.toml: what it says, that every fault is told at its line, and what was not known yet."""

from datetime import date

import pytest

from technopole.outlook.levers.declared import FILE, Model, NotYet, model_of


def test_the_pack_s_file_has_no_fault(read_with):
    model, problems = read_with()
    assert problems == []
    assert isinstance(model, Model)


def test_each_assumption_has_a_range_and_a_reason_in_both_languages(model):
    for coefficient in model.coefficients.values():
        assert coefficient.name.en
        assert coefficient.name.zh_hant
        if coefficient.assumed:
            assert coefficient.low < coefficient.high, coefficient.id
            assert coefficient.reason.en, coefficient.id
            assert coefficient.reason.zh_hant, coefficient.id
        else:
            assert coefficient.facts, coefficient.id


def test_every_development_indicator_is_shown_in_its_unit(model, pack):
    assert set(model.shows) == {i.id for i in pack.indicators.values() if i.set == "development"}
    assert model.shows["1.1"].factor == 100
    assert model.shows["1.3"].factor == 100
    assert model.shows["3.2"].factor == 1000
    assert model.shows["3.1"].factor == 1


def test_levers_stand_at_zero_within_their_range_and_name_the_plan(model):
    for lever in model.levers.values():
        assert lever.least <= 0 <= lever.most
        assert lever.nodes
        assert lever.reason.en
        assert lever.reason.zh_hant


def test_the_limits_stand_in_both_languages(model):
    assert len(model.limits) >= 8
    assert all(text.en and text.zh_hant for text in model.limits)


def line_of(read_with, pack, words):
    return pack.files[FILE].decode().split(words)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "told", "column"),
    [
        ('middle = "002-254"', 'middle = "009-999"', "names 009-999, which is no fact", "middle"),
        ('middle = "002-254"', 'middle = "002-254 +"', "cannot be read", "middle"),
        ('middle = "002-254"', 'middle = "002-254 / 0"', "cannot be worked out", "middle"),
        ('middle = "002-254"', 'middel = "002-254"', "“middel” is not known", "middel"),
        ('id = "leaving_rate"', 'id = "leaving"', "No equation uses the coefficient “leaving”", "leaving"),
        ("low = 0.05\nmiddle = 0.08", "low = 0.09\nmiddle = 0.08", "does not lie between", "middle"),
        ("low = 0.05\nmiddle = 0.08", "middle = 0.08", "one end of a range", "low"),
        ('unit = "persons"', 'unit = "people"', "“people” is no unit", "unit"),
        ("most = 5_000", "most = -1", "has no range around zero", "least"),
        ("step = 100\n", "step = 0\n", "has no range around zero", "least"),
        ('nodes = ["S5.T2.E1"', 'nodes = ["S9"', "“S9” does not exist", "nodes"),
        ('indicator = "1.1"', 'indicator = "9.9"', "“9.9” is no indicator", "indicator"),
        ('quantity = "rd_share"', 'quantity = "luck"', "“luck” is no quantity", "quantity"),
        ('kind = "balance"', 'kind = "ballance"', "Did you mean “balance”?", "kind"),
        ('lever = "retention"', 'lever = "luck"', "names no lever", "lever"),
        ("start = 2020", 'start = "2020"', "is no year", "start"),
        ("end = 2032", "end = 2012", "do not follow one another", "end"),
        ("name_zh_hant = \"人口每年增長率\"", "", "The name is missing in one language", "name_zh_hant"),
        ("growth = true", 'growth = "yes"', "is true or false", "growth"),
        ("[[limit]]\n", "[limit]\n", "", ""),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(read_with, pack, old, new, told, column):
    model, problems = read_with(old, new)
    assert model is None
    assert any(told in problem.message or told in problem.mend for problem in problems)
    if column:
        found = [problem for problem in problems if problem.column == column]
        assert found
        assert all(problem.file == FILE for problem in found)
        if column != "leaving":
            line = line_of(read_with, pack, old)
            assert any(abs(problem.line - line) <= 8 for problem in found), (line, found)


def test_all_faults_are_told_at_once(read_with, pack):
    text = pack.files[FILE].decode()
    text = text.replace('middle = "002-254"', 'middle = "009-999"', 1)
    text = text.replace("most = 5_000", "most = -1", 1).replace("[time]", "[tim]", 1)
    model, problems = read_with(whole=text)
    assert model is None
    assert {problem.column for problem in problems} >= {"middle", "least", "tim", "time"}
    assert len({problem.line for problem in problems}) >= 3


@pytest.mark.parametrize("text", ["", "x = 1", "coefficient = 1", "[[coefficient]]", "time = 3", "[[lever]]\nid = 1",
                                  "[[check]]\nkind = []", "[[shows]]\nindicator = []", "not toml ["])  # fmt: skip
def test_whatever_stands_there_is_refused_and_crashes_nothing(read_with, text):
    model, problems = read_with(whole=text)
    assert model is None
    assert problems


def test_before_its_facts_were_known_there_is_no_model(pack):
    found = model_of(pack.as_of(date(2023, 11, 13)))
    assert isinstance(found, NotYet)
    assert "001-025" in found.facts
    assert found.reason.zh_hant
    assert isinstance(model_of(pack.as_of(date(1999, 1, 1))), NotYet)


def test_it_is_read_once_a_version(pack):
    assert model_of(pack) is model_of(pack)
