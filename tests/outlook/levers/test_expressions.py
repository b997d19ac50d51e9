"""Numbers from facts: what may be written, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopole.outlook.levers.expressions import NotAnExpression, base_value, read_expression


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("-(2 - 5) ** 2", -9),
        ("8 ** (1/3)", 2),
        ("002-236", 26_554_000_000),
        ("002-232", 0.0099),  # 0.99%
        ("002-242", 0.58),  # 58:42
        ("002-258", 0.01156),  # per 1,000
        ("(1 - 004-040) / 004-040", 13),  # 1:13
        ("001-025 / 001-026", 33_000_000_000 / 0.0111),
    ],
)
def test_it_is_worked_out_in_base_units(pack, text, value):
    assert read_expression(text).value(pack.evidence.observations) == pytest.approx(
        value, rel=1e-12
    )


def test_it_knows_its_facts():
    assert read_expression("(001-025 / 002-236) ** (1/3) - 001-025").facts == ("001-025", "002-236")
    assert read_expression(0.5).facts == ()


@pytest.mark.parametrize(
    "text",
    ["", "1 +", "open('x')", "__import__", "a.b", "[1]", "1 if 2 else 3", "'x'", "1 // 2", "1 % 2",
     "lambda: 1", "True", True, None, float("nan"), float("inf"), "1" * 400, "x", "1j", "~1",
     "(" * 200 + "1" + ")" * 90],
)  # fmt: skip
def test_what_is_no_sum_is_refused(text):
    with pytest.raises(NotAnExpression):
        read_expression(text)


@pytest.mark.parametrize(
    "text", ["1 / 0", "(0 - 8) ** 0.5", "9.0 ** 9.0 ** 9.0", "002-016", "002-001"]
)
def test_what_comes_to_no_number_is_refused(pack, text):
    with pytest.raises(NotAnExpression):
        read_expression(text).value(pack.evidence.observations)


@given(st.text(alphabet="0123456789-+*/(). _ab'", max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        value = read_expression(text).value({})
    except (NotAnExpression, KeyError):
        return
    assert isinstance(value, float)


def test_a_range_is_no_single_number(pack):
    with pytest.raises(NotAnExpression, match="002-016"):
        base_value(pack.evidence.observations["002-016"])
