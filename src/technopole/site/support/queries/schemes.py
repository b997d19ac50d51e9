"""Every scheme of the rulebook in one list: who may apply, whether it takes applications, since when its figures hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from technopole.evidence.wording import Text
from technopole.plan.packs import Pack
from technopole.plan.register import Entity
from technopole.plan.tree import Node
from technopole.rules.language import Scheme
from technopole.rules.nodes import Question
from technopole.rules.ranges import Truth, range_of
from technopole.rules.readers.describe import timelines
from technopole.site.support.queries.scheme import State, state_of
from technopole.site.support.rules import rulebook_of

__all__ = ["CHANGED", "STATES", "SchemeRow", "SchemesPage", "applicants_of", "schemes_page"]

WHO: Final = "applicant.kind"
"""The question that every rule begins with."""
CHANGED: Final = "changed"
STATES: Final = ("open", "not-yet", "unsure", "closed", "not-stated")


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A scheme in the list.

    who:     the options of applicants who may have it; empty where nobody says.
    changed: since when its newest changed figures hold, in words; None where none was ever other.
    run_by:  who runs it; None where the register has no such entry.
    runner:  the name of who runs it, where only the rules know it.
    """

    scheme: Scheme
    state: State
    who: tuple[str, ...]
    changed: Text | None
    run_by: Entity | None
    runner: Text | None


@dataclass(frozen=True, slots=True)
class SchemesPage:
    """The schemes that fit what was chosen, and how many would fit each other choice.

    total:  how many there are in all, and `computed` of how many the rule can be run.
    silent: how many are left out because nobody says who may apply.
    states: how many of each state there are among those for the chosen applicants.
    whos:   how many are for each kind of applicant among those of the chosen state.
    """

    rows: tuple[SchemeRow, ...]
    total: int
    computed: int
    silent: int
    state: str
    who: str
    states: tuple[tuple[str, int], ...]
    whos: tuple[tuple[str, Text, int], ...]


def schemes_page(
    pack: Pack, on: date, *, state: str = "", who: str = "", strategy: Node | None = None
) -> SchemesPage:
    """The schemes of a pack's rulebook on a day.

    state:    one of STATES, or CHANGED; empty for all.
    who:      an option of the question who would apply; empty for all.
    strategy: those of the register that serve it alone.
    """
    every = [_row(pack, known) for known in _known(pack.id, on)]
    chosen = [row for row in every if strategy is None or _serves(pack, row.scheme, strategy)]
    of_state = [row for row in chosen if not state or state in _states(row)]
    of_who = [row for row in chosen if not who or who in row.who]
    states = Counter(each for row in of_who for each in _states(row))
    whos = Counter(each for row in of_state for each in row.who)
    return SchemesPage(
        rows=tuple(row for row in of_state if not who or who in row.who),
        total=len(every),
        computed=sum(row.scheme.executable for row in every),
        silent=sum(not row.who for row in of_state) if who else 0,
        state=state,
        who=who,
        states=tuple((each, states[each]) for each in (*STATES, CHANGED) if states[each]),
        whos=tuple(
            (option, words, whos[option])
            for option, words in applicants_of(pack.id).items()
            if whos[option]
        ),
    )


def applicants_of(pack_id: str) -> Mapping[str, Text]:
    """The kinds of applicants, each in a word or two: what stands before the colon of its option."""
    question = _who_asked(pack_id)
    return (
        {name: _short(words) for name, words in question.about.options}
        if question is not None
        else {}
    )


def _short(words: Text) -> Text:
    return Text(words.en.partition(":")[0], words.zh_hant.partition("：")[0])


def _who_asked(pack_id: str) -> Question | None:
    return next((each for each in rulebook_of(pack_id).questions if each.name == WHO), None)


def _states(row: SchemeRow) -> tuple[str, ...]:
    return (row.state.word, CHANGED) if row.changed else (row.state.word,)


def _serves(pack: Pack, scheme: Scheme, strategy: Node) -> bool:
    links = pack.register.links_from.get(scheme.entity, ())
    nodes = {*pack.nodes_of_entity.get(scheme.entity, ()), *(link.other for link in links)}
    return any(strategy in pack.tree.path(node) for node in nodes if node in pack.tree.nodes)


# ── What is the same all day, whatever is chosen ──────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Known:
    scheme: Scheme
    state: State
    who: tuple[str, ...]
    changed: Text | None


def _row(pack: Pack, known: _Known) -> SchemeRow:
    scheme = known.scheme
    return SchemeRow(
        scheme, known.state, known.who, known.changed,
        pack.register.entities.get(scheme.run_by),
        rulebook_of(pack.id).bodies.get(scheme.run_by),
    )  # fmt: skip


@lru_cache(maxsize=32)
def _known(pack_id: str, on: date) -> tuple[_Known, ...]:
    schemes = sorted(
        rulebook_of(pack_id).schemes.values(), key=lambda each: each.name.en.casefold()
    )
    asked = _who_asked(pack_id)
    return tuple(
        _Known(each, state_of(each, on), _who(each, asked), _changed(each, on)) for each in schemes
    )


def _who(scheme: Scheme, asked: Question | None) -> tuple[str, ...]:
    """The kinds of applicants whom no condition on the kind alone refuses."""
    if asked is None or not scheme.executable:
        return ()
    tests = [each.test for each in scheme.conditions if each.name == "applicant"]
    return tuple(
        option
        for option, _ in asked.about.options
        if all(_may_hold(range_of(test, {WHO: option})) for test in tests)
    )


def _may_hold(found: object) -> bool:
    return isinstance(found, Truth) and found.true


def _changed(scheme: Scheme, on: date) -> Text | None:
    """Since when the newest value holds of all that took another's place up to a day."""
    newest: tuple[date, Text] | None = None
    for line in timelines(scheme) if scheme.executable else ():
        if line.parameter.name == "window":
            continue
        for dated, said in list(zip(line.parameter.values, line.values, strict=True))[1:]:
            if dated.sure_from <= on and (newest is None or dated.sure_from > newest[0]):
                newest = dated.sure_from, said.when
    return newest[1] if newest else None
