"""The official methods: the worked disagreement, their thresholds, and the laws that they keep."""

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.outlook.examples import METHOD_IDS, grades, panel, scaled, track

from technopole.evidence.measures import Good
from technopole.outlook.methods import METHODS
from technopole.outlook.methods.escap import extrapolated
from technopole.outlook.pace import Course
from technopole.outlook.requirements import requirements_of
from technopole.outlook.roots import rounded

HAIR = Fraction(1, 10**40)
WORKED = track({2021: "0.97", 2023: "1.13"}, {2032: "2.0"}, limit=100)


def verdict(known, method, goal=0):
    found = panel(known)
    of_goal = found.goals[goal].verdicts if found.goals else ()
    (one,) = [v for v in (*of_goal, *found.trend) if v.method.id == method]
    return one


def shown(known, method, component):
    return verdict(known, method).component(component).text()


# ── The worked disagreement: the same figures, told differently by each method ─────────────────


@pytest.mark.parametrize(
    ("method", "component", "digits"),
    [
        ("eurostat-target", "observed_growth", "0.0793277786"),
        ("eurostat-target", "required_growth", "0.0679942952"),
        ("eurostat-target", "ratio", "1.1666828576"),
        ("open-sdg-target", "ratio", "1.1666828576"),
        ("unsd-target", "covered", "1.2390804059"),
        ("destatis", "expected", "1.85"),
        ("destatis", "gap", "0.1724137931"),
        ("escap-anticipated-progress", "expected", "1.85"),
        ("escap-anticipated-progress", "index", "14.5631067961"),
        ("escap-anticipated-progress", "index_unweighted", "14.5631067961"),
        ("escap-current-status", "index", "1.5533980583"),
    ],
)
def test_the_worked_disagreement_to_all_digits(method, component, digits):
    assert shown(WORKED, method, component) == digits


def test_the_worked_disagreement_in_classes():
    found = grades(WORKED)
    assert found["eurostat-target"] == "significant"
    assert found["open-sdg-target"] == "substantial"
    assert found["unsd-target"] == "on-track"
    assert found["destatis"] == "slightly-clouded"
    assert found["escap-anticipated-progress"] == "accelerate"
    assert found["escap-current-status"] is None
    assert verdict(WORKED, "escap-current-status").assessed
    assert "straight line" in panel(WORKED).goals[0].difference.en


def test_the_worked_requirement():
    (needed,) = requirements_of(WORKED)
    assert rounded(needed.growth * 100, 7) == Decimal("6.5491949")
    assert rounded(needed.amount, 7) == Decimal("0.0966667")


def test_a_second_hand_computation_of_the_line_with_weights():
    """Three figures with weights 1, 7 and 10 (2014, 2020, 2023), by the normal equations."""
    known = track({2014: "0.74", 2020: "0.99", 2023: "1.11"}, {2030: 2}, baselines=(2014, 2020))
    mean_year = Fraction(2014 + 7 * 2020 + 10 * 2023, 18)
    mean = (Fraction("0.74") + 7 * Fraction("0.99") + 10 * Fraction("1.11")) / 18
    slope = (
        (2014 - mean_year) * (Fraction("0.74") - mean)
        + 7 * (2020 - mean_year) * (Fraction("0.99") - mean)
        + 10 * (2023 - mean_year) * (Fraction("1.11") - mean)
    ) / ((2014 - mean_year) ** 2 + 7 * (2020 - mean_year) ** 2 + 10 * (2023 - mean_year) ** 2)
    expected = mean + slope * (2030 - mean_year)
    assert verdict(known, "escap-anticipated-progress").component("expected").value == expected


# ── Thresholds: at, just under, just over ──────────────────────────────────────────────────────


def around(points, goals, year, method, *, step=HAIR, good=Good.UP, limit=None):
    """The classes with the figure of a year a hair lower, as it is, and a hair higher."""
    found = []
    for shift in (-step, 0, step):
        moved = {y: Fraction(v) + (shift if y == year else 0) for y, v in points.items()}
        found.append(grades(track(moved, goals, good=good, limit=limit))[method])
    return found


@pytest.mark.parametrize("agency", ["eurostat-target", "open-sdg-target"])
@pytest.mark.parametrize(
    ("latest", "classes"),
    [
        ("119", ("moderate", "significant")),
        ("112", ("insufficient", "moderate")),
        ("100", ("away", "insufficient")),
    ],
)
def test_growth_over_required_growth_of_20_per_cent(agency, latest, classes):
    names = {
        "significant": "substantial", "moderate": "moderate", "insufficient": "limited",
        "away": "deterioration",
    }  # fmt: skip
    below, above = (names[c] if agency == "open-sdg-target" else c for c in classes)
    found = around({2021: 100, 2022: latest}, {2023: 144}, 2022, agency)
    assert found == [below, above, above]


@pytest.mark.parametrize(
    ("latest", "classes"),
    [
        ("81", ("significant", "significant", "moderate")),  # 95 % of a fall by a fifth is 19 %
        ("88", ("moderate", "moderate", "insufficient")),
        ("100", ("insufficient", "insufficient", "away")),
    ],
)
def test_where_falling_is_good_the_classes_stand_the_other_way_round(latest, classes):
    found = around({2021: 100, 2022: latest}, {2023: 64}, 2022, "eurostat-target", good=Good.DOWN)
    assert found == list(classes)


@pytest.mark.parametrize(
    ("target", "classes"),
    [("195.2", ("on-track", "fair")), ("1004.4", ("fair", "stagnation"))],
)
def test_the_way_covered_by_the_target_year(target, classes):
    """138 of 100 carried on for a year is 190.44; the threshold lies in the target."""
    found = [
        grades(track({2021: 100, 2022: 138}, {2023: Fraction(target) + shift}))["unsd-target"]
        for shift in (-HAIR, 0, HAIR)
    ]
    assert found == [classes[0], classes[0], classes[1]]


@pytest.mark.parametrize(
    ("method", "latest", "classes"),
    [
        ("unsd-trend", "102", ("fair", "on-track", "on-track")),
        ("unsd-trend", "100.5", ("stagnation", "fair", "fair")),
        ("open-sdg-trend", "101.5", ("moderate", "substantial", "substantial")),
        ("open-sdg-trend", "100.5", ("limited", "moderate", "moderate")),
        ("open-sdg-trend", "100", ("deterioration", "limited", "limited")),
        ("istat-trend", "105", ("slight-improvement", "slight-improvement", "clear-improvement")),
        ("istat-trend", "101", ("stable", "stable", "slight-improvement")),
        ("istat-trend", "99", ("slight-worsening", "stable", "stable")),
        ("istat-trend", "95", ("clear-worsening", "slight-worsening", "slight-worsening")),
    ],
)
def test_the_trend_of_one_year(method, latest, classes):
    assert around({2021: 100, 2022: latest}, None, 2022, method) == list(classes)


@pytest.mark.parametrize(
    ("method", "years"),
    [
        ("eurostat-long-term", 15),
        ("eurostat-long-term", 12),
        ("eurostat-short-term", 5),
        ("eurostat-short-term", 3),
    ],
)
@pytest.mark.parametrize(
    ("yearly", "classes"),
    [
        ("1.01", ("moderate", "significant", "significant")),
        ("1", ("moderate-away", "moderate", "moderate")),
        ("0.99", ("significant-away", "significant-away", "moderate-away")),
    ],
)
def test_the_trend_of_many_years_at_exactly_one_per_cent_a_year(method, years, yearly, classes):
    grown = Fraction(yearly) ** years
    found = around({2022 - years: 1, 2022: grown}, None, 2022, method, step=Fraction(1, 10**60))
    assert found == list(classes)
    departs = verdict(track({2022 - years: 1, 2022: grown}), method).departures
    assert bool(departs) == (years not in (15, 5))


@pytest.mark.parametrize(
    ("due", "target", "classes"),
    [
        (2041, "140", ("sun", "slightly-clouded", "slightly-clouded")),
        (2026, "110", ("slightly-clouded", "slightly-clouded", "cloud")),
    ],
)
def test_the_weather_by_the_share_of_the_distance_left(due, target, classes):
    """Ten more in five years is two a year; the threshold lies in the target."""
    found = [
        grades(track({2017: 90, 2022: 100}, {due: Fraction(target) + shift}))["destatis"]
        for shift in (-HAIR, 0, HAIR)
    ]
    assert found == list(classes)


def test_the_weather_storms_where_the_distance_does_not_shrink():
    points = {2017: 100, 2022: 100}
    found = around(points, {2030: 200}, 2022, "destatis")
    assert found == ["thunderstorm", "thunderstorm", "cloud"]
    assert verdict(track(points, {2030: 200}), "destatis").course is Course.STILL


def test_the_weather_takes_the_last_five_years_and_ignores_what_is_older():
    yearly = {2010: 5, **{year: 100 + 2 * (year - 2017) for year in range(2017, 2023)}}
    found = verdict(track(yearly, {2030: 130}), "destatis")
    assert found.component("yearly_change").value == 2
    assert found.component("window_start").value == 2017
    assert not found.departures
    assert verdict(track({2010: 5, 2022: 41}, {2030: 60}), "destatis").departures


@pytest.mark.parametrize(
    ("latest", "classes"),
    [
        ("109", ("accelerate", "maintain", "maintain")),
        ("100", ("reverse", "accelerate", "accelerate")),
    ],
)
def test_the_share_of_the_way_that_would_be_left(latest, classes):
    found = around({2021: 100, 2022: latest}, {2031: 200}, 2022, "escap-anticipated-progress")
    assert found == list(classes)


def test_recent_figures_weigh_more_in_the_line_and_both_lines_are_shown():
    known = track({2014: 10, 2018: 10, 2022: 30}, {2030: 100})
    found = verdict(known, "escap-anticipated-progress")
    weighted, plain = found.component("index").value, found.component("index_unweighted").value
    assert weighted < plain
    assert not found.method.certain
    assert found.method.doubt


# ── The score of Open SDG ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("latest", "score"),
    [
        ("119", "2.500055"),
        ("112", "0.00004"),
        ("100", "-2.5"),
        ("90", "-4.58335"),
        ("50", "-5"),
        ("140", "5"),
        ("150", "5"),
    ],
)
def test_the_score_against_the_target(latest, score):
    known = track({2021: 100, 2022: latest}, {2023: 144})
    assert Fraction(shown(known, "open-sdg-target", "score")) == Fraction(score)


@pytest.mark.parametrize(
    ("latest", "score"),
    [("102", 5), ("103", 5), ("101.5", "2.5"), ("100.5", 0), ("100.2", "-1.5"), ("100", "-2.5"), ("99", "-3.75"), ("98", -5), ("90", -5)],
)  # fmt: skip
def test_the_score_of_the_trend(latest, score):
    known = track({2021: 100, 2022: latest})
    assert Fraction(shown(known, "open-sdg-trend", "score")) == Fraction(score)


@pytest.mark.parametrize(
    ("base", "limit", "coefficient"),
    [
        (50, 100, 1 - 0.5**4.44),
        (100, 100, 0),
        (150, 100, 1 - 0.5**4.44),
        (200, 100, 1),
        (300, 100, 1),
        ("0.74", 100, 1 - 0.0074**4.44),
    ],
)
def test_near_a_natural_limit_the_thresholds_shrink(base, limit, coefficient):
    known = track({2021: base, 2022: Fraction(base) * Fraction("1.001")}, limit=limit)
    found = float(shown(known, "open-sdg-trend", "coefficient"))
    assert found == pytest.approx(coefficient, abs=1e-10)


def test_at_the_limit_standing_still_is_all_that_can_be_asked():
    found = verdict(track({2021: 100, 2022: 100}, limit=100), "open-sdg-trend")
    assert found.grade.id == "substantial"
    assert found.component("score").value == 5


def test_a_ceiling_does_not_limit_what_is_meant_to_fall():
    falling = track({2021: 90, 2022: 89}, good=Good.DOWN, limit=100)
    assert shown(falling, "open-sdg-trend", "coefficient") == "1"


# ── What each method does at the edges of its sense ────────────────────────────────────────────


def test_a_target_that_is_met_today():
    known = track({2018: 80, 2022: 101}, {2030: 100})
    assert grades(known)["open-sdg-target"] == "target-achieved"
    assert verdict(known, "unsd-target").course is Course.REACHED
    assert verdict(known, "escap-anticipated-progress").course is Course.REACHED
    assert verdict(known, "destatis").course is Course.REACHED


def test_a_base_that_meets_the_target_leaves_nothing_to_require():
    known = track({2018: 120, 2022: 90}, {2030: 100})
    for method in ("eurostat-target", "unsd-target", "escap-current-status"):
        assert "meets the target already" in verdict(known, method).reason.en
    assert grades(known)["open-sdg-target"] == "deterioration"
    equal = track({2018: 100, 2022: 90}, {2030: 100})
    assert "nothing divides" in verdict(equal, "open-sdg-target").reason.en


def test_a_figure_at_the_target_that_is_falling_has_no_distance_to_measure_by():
    known = track({2018: 120, 2022: 100}, {2030: 100})
    assert "no distance" in verdict(known, "destatis").reason.en
    rising = track({2018: 90, 2022: 100}, {2030: 100})
    assert grades(rising)["destatis"] == "sun"


@pytest.mark.parametrize("values", [(0, 5), (5, 0)])
def test_zero_is_never_replaced_by_something_small(values):
    known = track({2018: values[0], 2022: values[1]}, {2030: 10})
    for method in ("eurostat-target", "open-sdg-target", "unsd-target", "unsd-trend", "istat-trend", "open-sdg-trend", "eurostat-short-term"):  # fmt: skip
        found = verdict(known, method)
        assert "zero" in found.reason.en
        assert found.grade is None
        assert Fraction("0.001") not in [part.value for part in found.components]
    assert verdict(known, "destatis").assessed
    assert verdict(known, "escap-anticipated-progress").assessed


def test_a_target_of_zero():
    known = track({2018: 10, 2022: 8}, {2030: 0}, good=Good.DOWN)
    assert "zero" in verdict(known, "eurostat-target").reason.en
    assert "0.001" in verdict(known, "open-sdg-target").reason.en
    assert verdict(known, "unsd-target").assessed
    assert grades(known)["destatis"] == "cloud"


def test_figures_below_zero():
    known = track({2018: -10, 2022: -8}, {2030: -5})
    assert "below zero" in verdict(known, "eurostat-target").reason.en
    found = verdict(known, "open-sdg-target")
    assert found.grade.id == "substantial"  # the method's own rule for negative figures
    crossing = track({2018: -10, 2022: 5}, {2030: 10})
    assert "sign" in verdict(crossing, "open-sdg-target").reason.en
    assert verdict(crossing, "destatis").assessed


def test_within_one_point_of_the_whole_counts_as_the_whole():
    near = track({2018: 90, 2022: 99}, {2030: 100}, limit=100)
    assert verdict(near, "unsd-target").course is Course.REACHED
    further = track({2018: 90, 2022: "98.9"}, {2030: 100}, limit=100)
    assert verdict(further, "unsd-target").course is not Course.REACHED
    assert grades(near)["open-sdg-target"] != "target-achieved"


# ── Laws ───────────────────────────────────────────────────────────────────────────────────────

positive = st.fractions(min_value="1/10", max_value=1000, max_denominator=50)


@st.composite
def tracks(draw, good=None):
    """Tracks of two to six positive figures with a target ahead; up or down is good."""
    years = draw(st.lists(st.integers(2005, 2023), min_size=2, max_size=6, unique=True))
    points = {year: draw(positive) for year in years}
    goals = {draw(st.integers(2024, 2040)): draw(positive)}
    way = good or draw(st.sampled_from([Good.UP, Good.DOWN]))
    return track(points, goals, good=way)


def answers(known):
    """What each verdict comes to: class, course, reason."""
    return [(v.method.id, v.grade, v.course, v.reason) for v in panel(known).verdicts]


@given(tracks(), st.fractions(min_value="1/100", max_value=1000, max_denominator=100))
def test_the_unit_does_not_matter(known, factor):
    assume(factor > 0)
    assert answers(scaled(known, factor)) == answers(known)


def with_latest(known, value):
    points = {p.year: p.value for p in known.points}
    points[known.points[-1].year] = value
    goals = {g.figure_year: g.value for g in known.goals}
    return track(points, goals, good=known.good)


def rank(found):
    """How good a class is: 0 for the best; None without one."""
    if found.grade is None:
        return None
    return next(i for i, rule in enumerate(found.method.rules) if rule.grade == found.grade)


@given(tracks(), positive, positive)
def test_a_better_latest_figure_never_makes_a_class_worse(known, one, other):
    """Every class of every method; the reason why it has none may come and go."""
    worse, better = sorted((one, other), reverse=known.good is Good.DOWN)
    before, after = panel(with_latest(known, worse)), panel(with_latest(known, better))
    for low, high in zip(before.verdicts, after.verdicts, strict=True):
        ranks = rank(low), rank(high)
        if None not in ranks:
            assert ranks[1] <= ranks[0], low.method.id


@given(tracks(), positive, positive)
def test_the_numbers_behind_grow_with_the_latest_figure(known, one, other):
    """Ratio, way covered and current status always do; two others do not, as the next tests show."""
    worse, better = sorted((one, other), reverse=known.good is Good.DOWN)
    before, after = panel(with_latest(known, worse)), panel(with_latest(known, better))
    for low, high in zip(before.verdicts, after.verdicts, strict=True):
        name = low.method.id
        if low.headline is None or high.headline is None or name == "escap-anticipated-progress":
            continue
        if low.headline.id == high.headline.id and high.headline.id in (
            "ratio",
            "covered",
            "index",
        ):
            assert Fraction(high.headline.value) >= Fraction(low.headline.value), name


def test_nearer_to_the_target_a_wrong_way_looks_worse_in_the_number_of_destatis():
    """The distance left is measured by today's: the class stays, the number grows."""
    goals = {2030: 20}
    far = verdict(track({2018: 30, 2022: 10}, goals), "destatis")
    near = verdict(track({2018: 30, 2022: 18}, goals), "destatis")
    assert far.grade == near.grade
    assert far.component("gap").value < near.component("gap").value


def test_past_the_target_the_distance_of_escap_grows_again():
    goals = {2030: 20}
    near = verdict(track({2018: 10, 2022: 14}, goals), "escap-anticipated-progress")
    far = verdict(track({2018: 10, 2022: 30}, goals), "escap-anticipated-progress")
    assert near.grade == far.grade
    assert near.component("index").value < far.component("index").value


LINEAR = ("destatis", "escap-current-status", "escap-anticipated-progress")


@given(tracks())
def test_what_rises_towards_good_and_its_mirror_that_falls_are_judged_alike(known):
    """Exactly so by methods of differences: a share and the rest of the whole get the same verdict."""
    mirror = track(
        {p.year: 2000 - p.value for p in known.points},
        {g.figure_year: 2000 - g.value for g in known.goals},
        good=Good.DOWN if known.good is Good.UP else Good.UP,
    )
    for method in LINEAR:
        one, other = verdict(known, method), verdict(mirror, method)
        assert (one.grade, one.course, one.reason) == (other.grade, other.course, other.reason)
        for part in ("index", "gap"):
            assert one.component(part) == other.component(part)


@given(tracks())
def test_methods_of_growth_keep_the_direction_of_the_inverse(known):
    """Growth is no difference: of a figure and its inverse only the direction is the same."""
    inverse = track(
        {p.year: 1 / p.value for p in known.points},
        {g.figure_year: 1 / g.value for g in known.goals},
        good=Good.DOWN if known.good is Good.UP else Good.UP,
    )
    one, other = verdict(known, "eurostat-target"), verdict(inverse, "eurostat-target")
    assert (one.course is Course.AWAY) == (other.course is Course.AWAY)
    assert one.assessed == other.assessed


def test_methods_of_growth_judge_a_share_and_the_rest_of_the_whole_differently():
    """58 of 100 falling to 50, or 42 rising to 50: the same way, in unlike per cent."""
    public = track({2014: 56, 2020: 53}, {2025: 50}, good=Good.DOWN)
    private = track({2014: 44, 2020: 47}, {2025: 50})
    assert shown(public, "eurostat-target", "ratio") != shown(private, "eurostat-target", "ratio")
    assert shown(public, "destatis", "gap") == shown(private, "destatis", "gap")


@given(tracks())
def test_the_ratio_agrees_with_a_longer_computation_in_decimals(known):
    found = verdict(known, "eurostat-target")
    assume(found.assessed)
    base, latest = panel(known).base, known.points[-1]
    goal = known.goals[0]
    with localcontext() as context:
        context.prec = 60

        def rate(first, last, years):
            share = Decimal((last / first).numerator) / Decimal((last / first).denominator)
            return (share.ln() / years).exp() - 1

        observed = rate(base.value, latest.value, latest.year - base.year)
        required = rate(base.value, goal.value, goal.figure_year - base.year)
        ratio = observed / required
        assert abs(Decimal(found.component("ratio").text()) - ratio) <= Decimal("1e-10")
        if min(abs(ratio - edge) for edge in (Decimal("0.95"), Decimal("0.6"), Decimal(0))) > Decimal("1e-50"):  # fmt: skip
            expected = next(
                (i for i, edge in enumerate((Decimal("0.95"), Decimal("0.6"), Decimal(0))) if ratio >= edge), 3
            )  # fmt: skip
            assert rank(found) == expected


@given(tracks())
def test_a_line_through_all_figures_is_the_line_where_they_lie_on_one(known):
    first = known.points[0]
    straight = [p.__class__(p.year, first.value + 3 * (p.year - first.year), p.observation) for p in known.points]  # fmt: skip
    for weight in (lambda _: 1, lambda p: p.year - first.year + 1):
        assert extrapolated(straight, 2040, weight) == first.value + 3 * (2040 - first.year)


# ── Every method says who it is ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("method", METHODS, ids=METHOD_IDS)
def test_a_method_tells_its_source_formula_and_doubts_in_both_languages(method):
    for text in (method.name, method.agency, method.formula, method.source):
        assert text.en
        assert text.zh_hant
    assert bool(method.doubt) == (not method.certain)
    assert bool(method.doubt.zh_hant) == bool(method.doubt.en)
    for rule in method.rules:
        assert rule.grade.words.zh_hant
        assert rule.when.zh_hant
    assert len({rule.grade.id for rule in method.rules}) == len(method.rules)
    assert "judge" not in repr(method)


def test_the_page_on_pace_names_every_method_and_class():
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "pace.md").read_text("utf-8")
    for method in METHODS:
        assert method.name.en.split(", ")[0] in page
        assert method.name.en.split(", ", 1)[1] in page
        for rule in method.rules:
            assert rule.grade.words.en in page, rule.grade.words.en


def test_the_methods_whose_text_was_not_at_hand_say_so():
    assert {m.id for m in METHODS if not m.certain} == {
        "eurostat-target", "eurostat-long-term", "eurostat-short-term", "escap-anticipated-progress",
    }  # fmt: skip
    assert len(set(METHOD_IDS)) == len(METHODS) == 11
    assert panel(WORKED, date(2024, 1, 1)).verdicts[0].method in METHODS
