"""A contradiction or a tension as a page names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from technopole.evidence.contradictions import Contradiction, Tension, TensionKind
from technopole.evidence.measures import Measure
from technopole.evidence.wording import Text
from technopole.plan.packs import Pack
from technopole.plan.register import Entity

__all__ = ["DisputeRow", "all_disputes", "dispute_rows", "dispute_title"]


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A contradiction or a tension in a list.

    title:           what to call it.
    entity, measure: what a contradiction is about; of a tension, those of its first side.
    why:             the declared reason's kind; None for a contradiction, which a rule found.
    """

    dispute: Contradiction | Tension
    title: Text
    entity: Entity
    measure: Measure
    why: TensionKind | None

    @property
    def id(self) -> str:
        """The id in its address."""
        return self.dispute.id


def dispute_rows(pack: Pack, disputes: Sequence[Contradiction | Tension]) -> tuple[DisputeRow, ...]:
    """Disputes as rows, in the same order."""
    return tuple(
        DisputeRow(
            dispute=dispute,
            title=dispute_title(pack, dispute),
            entity=pack.register.entities[dispute.sides[0].subject],
            measure=pack.evidence.measures[dispute.sides[0].measure],
            why=dispute.kind if isinstance(dispute, Tension) else None,
        )
        for dispute in disputes
    )


def dispute_title(pack: Pack, dispute: Contradiction | Tension) -> Text:
    """What to call it: a tension's own title, else the entity and the measure."""
    if isinstance(dispute, Tension):
        return dispute.title
    entity = pack.register.entities[dispute.subject].name
    measure = pack.evidence.measures[dispute.measure].name
    return Text(f"{entity.en}: {measure.en}", f"{entity.zh_hant or entity.en}：{measure.zh_hant}")


def all_disputes(pack: Pack) -> tuple[Contradiction | Tension, ...]:
    """Contradictions first, then tensions."""
    return (*pack.evidence.contradictions, *pack.evidence.tensions)
