"""Random schemes and cases as Hypothesis draws and shrinks them."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.rules.cases import Case, complete_case, partial
from tests.rules.random_schemes import random_scheme

from technopole.rules.language import Scheme

_choices = st.randoms(use_true_random=False)


def small_schemes() -> st.SearchStrategy[Scheme]:
    """Schemes of a few conditions and awards, with every kind of node."""
    return _choices.map(random_scheme)


def complete_cases(scheme: Scheme) -> st.SearchStrategy[Case]:
    """Every question answered, many answers at a threshold or a date."""
    return _choices.map(lambda rng: complete_case(scheme, rng))


def partial_cases(scheme: Scheme) -> st.SearchStrategy[Case]:
    """Any of the answers left out, and fields of items too."""
    return _choices.map(lambda rng: partial(complete_case(scheme, rng), rng))
