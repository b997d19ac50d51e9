"""The questions that a table may answer."""

from __future__ import annotations

from collections.abc import Iterable

from technopole.rules.language import Scheme
from technopole.rules.nodes import Question

__all__ = ["questions_of"]


def questions_of(schemes: Iterable[Scheme]) -> tuple[Question, ...]:
    """The questions that a table may answer: facts and judgements of these schemes, each once."""
    listed = tuple(schemes)
    asked = [question for scheme in listed for question in scheme.questions]
    asked += [judgement.question for scheme in listed for judgement in scheme.judgements]
    return tuple(dict.fromkeys(asked))
