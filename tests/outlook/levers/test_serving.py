"""Who in the plan serves an indicator, and which lever it feeds."""

from datetime import date

from technopole.outlook.levers.serving import serving


def test_measures_stand_with_who_carries_them_out_and_their_lever(model, pack):
    found = serving(pack.indicators["2.1"], pack, model)
    measures = {measure.node.id: measure for measure in found.measures}
    fund = measures["S3.T1.E1"]
    assert [entity.id for entity in fund.entities] == ["innovation-and-technology-venture-fund"]
    assert [lever.id for lever in fund.levers] == ["venture_co_investment"]
    assert found.node.id == "S3"


def test_a_measure_without_a_lever_is_told_all_the_same(model, pack):
    measures = {m.node.id: m for m in serving(pack.indicators["2.1"], pack, model).measures}
    assert measures["S3.T1.E3"].entities
    assert measures["S3.T1.E3"].levers == ()


def test_measures_from_elsewhere_are_told_where_they_feed_a_lever(model, pack):
    found = serving(pack.indicators["2.1"], pack, model)
    assert "S5.T1.E4" in {measure.node.id for measure in found.elsewhere}
    assert all(measure.levers for measure in found.elsewhere)
    assert not {m.node.id for m in found.elsewhere} & {m.node.id for m in found.measures}


def test_levers_come_strongest_first_and_say_whether_they_help(model, pack):
    people = serving(pack.indicators["3.1"], pack, model).levers
    assert people[0].lever.id == "talent_admissions"
    split = {found.lever.id: found for found in serving(pack.indicators["1.3"], pack, model).levers}
    assert not split["extra_public_rd_growth"].helps
    assert split["matched_rd"].helps
    assert [m.lever.id for m in serving(pack.indicators["4.1"], pack, model).levers] == [
        "manufacturing_support"
    ]


def test_an_indicator_that_the_model_does_not_show_has_measures_and_no_levers(model, pack):
    found = serving(pack.indicators["K2-9"], pack, model)
    assert found.levers == ()
    assert found.measures


def test_without_a_model_or_a_plan(pack):
    assert serving(pack.indicators["1.1"], pack, None).levers == ()
    assert serving(pack.indicators["1.1"], pack.as_of(date(2021, 12, 31)), None) is None
