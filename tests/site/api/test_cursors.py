"""Cursors: opaque words that lead on, and never astray."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopole.site.api.cursors import NotACursorError, read_cursor, write_cursor

ids = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1)


@given(ids)
def test_a_cursor_gives_back_what_it_was_made_of(last: str) -> None:
    assert read_cursor("facts", write_cursor("facts", last)) == last


@given(ids)
def test_a_cursor_leads_on_in_its_own_list_alone(last: str) -> None:
    with pytest.raises(NotACursorError, match="the list of facts"):
        read_cursor("entities", write_cursor("facts", last))


@given(st.text())
def test_anything_else_is_no_cursor(text: str) -> None:
    try:
        last = read_cursor("facts", text)
    except NotACursorError:
        return
    assert write_cursor("facts", last) == text
