"""Which measures, schemes and institutions of the plan serve an indicator, and which lever they feed.

Two things are told apart. What the **plan** says: an indicator serves a node of the tree, and under that
node stand measures, each carried out by somebody. What the **model** says: how far each lever, at its
most and alone, moves the indicator. A measure from elsewhere in the plan may feed a lever that moves it,
and a measure under its own node may feed none, because the model has no place for what it does.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from technopole.evidence.measures import Good
from technopole.outlook.levers.declared import Lever, Model
from technopole.outlook.levers.running import run
from technopole.plan.indicators import Indicator
from technopole.plan.packs import Pack
from technopole.plan.register import Entity
from technopole.plan.tree import Level, Node

__all__ = ["MovingLever", "Serving", "ServingMeasure", "serving"]

_NOTICEABLE: Final = 0.02


@dataclass(frozen=True, slots=True)
class MovingLever:
    """A lever that moves an indicator.

    effect:   what it adds by the last year, alone at its most, in the indicator's unit, with every
              coefficient at its middle.
    helps:    whether that is the way the plan wants.
    entities: who pulls it though no measure of the plan names them.
    """

    lever: Lever
    effect: float
    helps: bool
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class ServingMeasure:
    """A node of the plan, who carries it out, and the levers it feeds that move the indicator."""

    node: Node
    entities: tuple[Entity, ...]
    levers: tuple[Lever, ...]


@dataclass(frozen=True, slots=True)
class Serving:
    """Who and what serves an indicator.

    node:      the node that it serves.
    measures:  those under that node, in the plan's order.
    elsewhere: those of other nodes that feed a lever which moves it noticeably.
    levers:    the levers that move it noticeably, the strongest first; empty without a model.
    """

    indicator: Indicator
    node: Node
    measures: tuple[ServingMeasure, ...]
    elsewhere: tuple[ServingMeasure, ...]
    levers: tuple[MovingLever, ...]


def serving(indicator: Indicator, pack: Pack, model: Model | None) -> Serving | None:
    """What in the plan serves an indicator; None where the plan was not known yet.

    model: None where there is none; then no levers are told.
    """
    node = pack.tree.nodes.get(indicator.node)
    if node is None:
        return None
    moving = _moving(indicator, pack, model)
    entities, carried = pack.register.entities, pack.servants_of_node

    def told(of: Node) -> ServingMeasure:
        who = carried.get(of.id, ())
        return ServingMeasure(
            node=of,
            entities=tuple(entities[name] for name in who),
            levers=tuple(found.lever for found in moving if _feeds(of.id, who, found.lever)),
        )

    below = [
        step
        for step in pack.tree.below(node.id)
        if step.level is Level.MEASURE or step.id in carried
    ]
    own = {step.id for step in below}
    others = (told(step) for name, step in pack.tree.nodes.items() if name not in own)
    return Serving(
        indicator=indicator,
        node=node,
        measures=tuple(told(step) for step in below),
        elsewhere=tuple(measure for measure in others if measure.levers),
        levers=moving,
    )


def _feeds(node: str, who: Collection[str], lever: Lever) -> bool:
    return node in lever.nodes or any(entity in lever.entities for entity in who)


def _moving(indicator: Indicator, pack: Pack, model: Model | None) -> tuple[MovingLever, ...]:
    """The levers that do at least a fiftieth of what the strongest does."""
    if model is None or indicator.id not in model.shows:
        return ()
    shown = model.shows[indicator.id]
    middle = {name: np.array([c.middle]) for name, c in model.coefficients.items()}
    settings = [{}, *({name: lever.most} for name, lever in model.levers.items())]
    last = run(model, middle, settings, [shown.quantity])[shown.quantity][:, -1, 0] * shown.factor
    effects = dict(zip(model.levers, (last[1:] - last[0]).tolist(), strict=True))
    strongest = max(abs(effect) for effect in effects.values())
    entities = pack.register.entities
    return tuple(
        MovingLever(
            lever=model.levers[name],
            effect=effect,
            helps=effect < 0 if indicator.good is Good.DOWN else effect > 0,
            entities=tuple(entities[e] for e in model.levers[name].entities if e in entities),
        )
        for name, effect in sorted(effects.items(), key=lambda pair: -abs(pair[1]))
        if abs(effect) > _NOTICEABLE * strongest
    )
