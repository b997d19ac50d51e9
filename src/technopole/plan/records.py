"""The public record of each thing of the plan; `technopole.evidence.records` says how they read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from technopole.evidence.contradictions import Contradiction, Tension
from technopole.evidence.observations import Observation
from technopole.evidence.records import (
    NameOf,
    Record,
    contradiction_record,
    exact_text,
    observation_record,
    place_record,
    tension_record,
    text_record,
    time_record,
)
from technopole.evidence.wording import Text
from technopole.plan.indicators import Distance, Indicator, IndicatorPoint, Role
from technopole.plan.initiatives import Initiative, StatusReport
from technopole.plan.packs import Pack
from technopole.plan.register import Entity, EntityKind, Link, Name, Relation, Statement
from technopole.plan.tree import Node

__all__ = [
    "SUPPORT_KINDS", "dispute_record", "entity_record", "fact_record", "indicator_record",
    "initiative_record", "link_record", "name_of", "name_record", "node_record", "pack_record",
    "scheme_record", "statement_record", "status_record", "support_records",
]  # fmt: skip

SUPPORT_KINDS = (EntityKind.SCHEME, EntityKind.FUND, EntityKind.PROGRAMME, EntityKind.TAX_MEASURE)
"""The kinds of entity that support somebody, and that `technopole schemes` lists."""


def name_of(pack: Pack) -> NameOf:
    """The names of a pack's entities, by id."""
    entities = pack.register.entities

    def name(entity: str) -> Text:
        known = entities.get(entity)
        return known.name if known else Text(entity, "")

    return name


def pack_record(pack: Pack) -> Record:
    """The pack as a whole: whose plan, which version, up to when, and how much it holds."""
    evidence = pack.evidence
    return {
        "id": pack.id,
        "name": text_record(pack.name),
        "version": pack.version,
        "plan_source": pack.plan_source,
        "days": [day.isoformat() for day in pack.days],
        "counts": {
            "sources": len(evidence.sources),
            "facts": len(evidence.observations),
            "measures": len(evidence.measures),
            "series": len(evidence.series),
            "contradictions": len(evidence.contradictions),
            "tensions": len(evidence.tensions),
            "nodes": len(pack.tree.nodes),
            "entities": len(pack.register.entities),
            "initiatives": len(pack.initiatives),
            "indicators": len(pack.indicators),
        },
    }


def fact_record(observation: Observation, pack: Pack) -> Record:
    """A fact of the pack."""
    return observation_record(observation, pack.evidence, name_of(pack))


def dispute_record(dispute: Contradiction | Tension, pack: Pack) -> Record:
    """A contradiction or a tension of the pack; `kind` says which."""
    if isinstance(dispute, Contradiction):
        return contradiction_record(dispute, pack.evidence, name_of(pack))
    return tension_record(dispute, pack.evidence, name_of(pack))


def node_record(node: Node, pack: Pack) -> Record:
    """A node of the plan, with those above and below it and those who carry it out."""
    return {
        "id": node.id,
        "parent": node.parent,
        "level": node.level.value,
        "number": node.number,
        "title": text_record(node.title),
        "standing": node.standing.value if node.standing else None,
        **place_record(node.anchor),
        "note": text_record(node.note),
        "path": [above.id for above in pack.tree.path(node.id)],
        "children": [child.id for child in pack.tree.children(node.id)],
        "carried_out_by": list(pack.entities_of_node.get(node.id, ())),
    }


def entity_record(entity: Entity, pack: Pack) -> Record:
    """An entity of the register with its names, links, statements and what counts it."""
    register = pack.register
    return {
        "id": entity.id,
        "kind": entity.kind.value,
        "name": text_record(entity.name),
        "summary": text_record(entity.summary),
        "names": [name_record(name) for name in entity.names],
        "links": [link_record(link) for link in register.links_from.get(entity.id, ())],
        "linked_from": [link_record(link) for link in register.links_to.get(entity.id, ())],
        "carries_out": list(pack.nodes_of_entity.get(entity.id, ())),
        "statements": [statement_record(s) for s in register.statements_of.get(entity.id, ())],
        "series": [series.id for series in pack.evidence.series_by_subject.get(entity.id, ())],
        "facts": [o.id for o in pack.evidence.by_subject.get(entity.id, ())],
    }


def name_record(name: Name) -> Record:
    """Another name of an entity and when it was borne, as far as that is known."""
    return {
        "name": name.name,
        "language": name.language,
        "kind": name.kind.value,
        "from": name.since.text if name.since else None,
        "until": name.until.text if name.until else None,
        "source": name.source or None,
    }


def link_record(link: Link) -> Record:
    """A relation between two entities, or from an entity to a node of the plan."""
    return {"entity": link.entity, "relation": link.relation.value, "other": link.other}


def statement_record(statement: Statement) -> Record:
    """What one document says of an entity, in our words."""
    return {
        **place_record(statement.anchor),
        "published": statement.published.isoformat(),
        "status": statement.status.value,
        "as_at": time_record(statement.as_at),
        "says": text_record(statement.says),
    }


def scheme_record(entity: Entity, pack: Pack, questions: Sequence[str] = ()) -> Record:
    """A scheme, fund, programme or tax measure, in the keys that `technopole schemes` promises.

    questions: the names of those that its rule asks; none where no rule runs.
    """
    register = pack.register
    statements = register.statements_of.get(entity.id, ())
    standing = register.standing_of(entity.id)
    facts = pack.evidence.by_subject.get(entity.id, ())
    read_in = {*(s.anchor.source for s in statements), *(fact.source for fact in facts)}
    return {
        "scheme": entity.id,
        "name": entity.name.en,
        "kind": entity.kind.value,
        "executable": bool(questions),
        "status": standing.status.value if standing else None,
        "run_by": [
            link.other
            for link in register.links_from.get(entity.id, ())
            if link.relation is Relation.RUN_BY
        ],
        "questions": list(questions),
        "sources": [source for source in pack.evidence.sources if source in read_in],
        "names": text_record(entity.name),
        "summary": text_record(entity.summary),
    }


def support_records(
    pack: Pack, asked: Mapping[str, Sequence[str]], ruled: Collection[str]
) -> list[Record]:
    """What supports companies, researchers and people: the list that `technopole schemes` gives.

    asked: the names of the questions that the rule of an entity asks, by the entity's id.
    ruled: the ids of the entities that a rule is of. An agreement with a rule supports whoever fits it.
    """
    found = []
    for entity in pack.register.entities.values():
        if entity.kind in SUPPORT_KINDS or entity.id in ruled:
            record = scheme_record(entity, pack, asked.get(entity.id, ()))
            if entity.kind not in SUPPORT_KINDS:
                record["kind"] = EntityKind.SCHEME.value
            found.append(record)
    return found


def initiative_record(initiative: Initiative) -> Record:
    """An initiative with its newest status and the reports that led there, oldest first."""
    return {
        "id": initiative.id,
        "name": text_record(initiative.name),
        "node": initiative.node,
        "entity": initiative.entity,
        "status": initiative.status.value,
        "history": [status_record(report) for report in initiative.history],
    }


def status_record(report: StatusReport) -> Record:
    """What one document reports of an initiative, in our words."""
    return {
        **place_record(report.anchor),
        "published": report.published.isoformat(),
        "status": report.status.value,
        "as_at": time_record(report.as_at),
        "says": text_record(report.says),
    }


def indicator_record(indicator: Indicator, pack: Pack) -> Record:
    """An indicator with its baselines and targets, its newest figure and what is left to go."""
    evidence = pack.evidence
    latest = indicator.latest(evidence)
    return {
        "id": indicator.id,
        "set": indicator.set.value,
        "number": indicator.number,
        "name": text_record(indicator.name),
        "node": indicator.node,
        "subject": indicator.subject,
        "measure": indicator.measure,
        "unit": indicator.unit.id,
        "good": indicator.good.value,
        "note": text_record(indicator.note),
        "series": indicator.series,
        "baselines": [_point_record(point) for point in indicator.of_role(Role.BASELINE)],
        "targets": [
            {
                **_point_record(point),
                "distance": _distance_record(indicator.distance(point, evidence)),
            }
            for point in indicator.of_role(Role.TARGET)
        ],
        "latest": None if latest is None else _figure_record(latest),
    }


def _figure_record(observation: Observation) -> Record:
    figure = observation.figure
    return {
        "fact": observation.id,
        "value": figure.text,
        "unit": figure.unit.id,
        "qualifier": figure.qualifier.value,
        "as_at": time_record(observation.as_at),
    }


def _point_record(point: IndicatorPoint) -> Record:
    return {
        "role": point.role.value,
        "printed": point.printed,
        "column_head": point.column_head or None,
        "year_named": point.year_named,
        "figure_period": time_record(point.figure_period),
        **_figure_record(point.observation),
    }


def _distance_record(distance: Distance | None) -> Record | None:
    if distance is None:
        return None
    return {
        "from": distance.latest.id,
        "left": exact_text(distance.left),
        "covered": None if distance.covered is None else exact_text(distance.covered),
        "met": distance.met,
    }
