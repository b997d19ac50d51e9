"""Every address of the site, and which of them are worth a closer look."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from functools import cache

from technopole.plan import packs
from technopole.plan.packs import Pack
from technopole.plan.tree import Level
from technopole.rules.rulebook import Rulebook, read_rulebook

LANGUAGES = ("en", "zh-hant")
ASKED_PAGES = os.environ.get("TECHNOPOLE_TEST_PAGES", "100")
SEED = 20_311_231

# The pages of which there is one each.
SINGLE = (
    "", "plan/", "initiatives/", "indicators/", "register/", "support/", "support/find/", "support/what-if/", "evidence/",
    "contradictions/", "changes/", "outlook/", "outlook/budgets/", "outlook/track-record/", "outlook/methods/",
    "outlook/levers/", "outlook/limits/", "outlook/paper/?kind=factsheet", "about/", "data/",
    "data/api/", "search/",
)  # fmt: skip


def on_day(page: str, day: str) -> str:
    """A page's address as of a day; an empty day is today."""
    return f"{page}{'&' if '?' in page else '?'}as_of={day}" if day else page


@cache
def hong_kong() -> Pack:
    return packs.load("hong_kong")


@cache
def rules() -> Rulebook:
    return read_rulebook("technopole.hong_kong")


def addresses(pack: Pack) -> list[str]:
    """Every page that the pack has as it is known, without language and day, search results aside."""
    evidence = pack.evidence
    disputes = (*evidence.contradictions, *evidence.tensions)
    return [
        *SINGLE,
        *(f"plan/{name}/" for name in pack.tree.nodes),
        *(f"indicators/{name}/" for name in pack.indicators),
        *(f"entities/{name}/" for name in pack.register.entities),
        *(f"support/schemes/{name}/" for name in rules().schemes),
        *(f"support/schemes/{scheme.entity}/check/" for scheme in rules().executable),
        *(f"sources/{name}/" for name in evidence.sources),
        *(f"series/{name}/" for name in evidence.series),
        *(f"contradictions/{dispute.id}/" for dispute in disputes),
        *(f"figures/{name}/" for name in evidence.observations),
        *(f"corrections/{name}/" for name in evidence.observations),
        *(f"corrections/{name}/thanks/" for name in evidence.observations),
    ]


@cache
def extremes() -> tuple[str, ...]:
    """Of every template the fullest page, the emptiest, and each shape that it can take."""
    pack = hong_kong()
    evidence, register, tree = pack.evidence, pack.register, pack.tree
    entities = list(register.entities.values())
    series = list(evidence.series.values())
    figures = list(evidence.observations.values())

    def facts(name: str) -> int:
        return len(evidence.by_subject.get(name, ()))

    fullest = max(entities, key=lambda entity: facts(entity.id))
    without = next(entity for entity in entities if not facts(entity.id))
    untranslated = next(entity for entity in entities if not entity.name.zh_hant)
    longest_name = max(entities, key=lambda entity: len(entity.name.en))
    former = next(e for e in entities if any(n.kind.value == "former" for n in e.names))
    by_facts = sorted(evidence.sources, key=lambda name: len(evidence.by_source[name]))
    by_points = sorted(series, key=lambda each: len(each.observations))
    nodes = [next(iter(tree.of_level(level))).id for level in Level]
    by_servants = sorted(tree.nodes, key=lambda name: len(pack.entities_of_node.get(name, ())))
    indicators = sorted(pack.indicators.values(), key=lambda each: len(each.points))
    with_note = next(each for each in figures if each.note)
    undated = next(each for each in figures if each.as_at is None)
    found = [
        *SINGLE,
        *(f"plan/{name}/" for name in (*nodes, by_servants[0], by_servants[-1])),
        *(f"indicators/{each.id}/" for each in (indicators[0], indicators[-1])),
        "indicators/1.1/", "indicators/2.1/", "indicators/X06/", "indicators/K2-7a/?as_of=2023-11-13",
        "outlook/?set=development&order=unlikeliest", "outlook/?strategy=S6", "outlook/budgets/?as_of=2021-11-01",
        *(f"entities/{each.id}/" for each in (fullest, without, untranslated, longest_name, former)),
        *(f"sources/{name}/" for name in (by_facts[0], by_facts[-1])),
        *(f"series/{each.id}/" for each in (by_points[0], by_points[-1])),
        *(f"figures/{each.id}/" for each in (with_note, undated, evidence.observations["003-079"])),
        f"figures/{next(iter(evidence.disputes))}/",
        *(f"contradictions/{each.id}/" for each in (evidence.contradictions[0], evidence.tensions[0])),
        "support/what-if/technology-voucher-programme/", "support/what-if/technology-voucher-programme/?ceiling=many",
        "support/what-if/research-talent-hub/table/",
        "outlook/levers/?retention=10&talent_admissions=500&indicator=3.1", "outlook/levers/?retention=many",
        "outlook/levers/?as_of=2023-11-13", "outlook/paper/?kind=brief",
        "corrections/003-079/", "corrections/003-079/thanks/",
        "support/schemes/new-industrialisation-funding-scheme/",
        "support/schemes/stamp-duty-refund-for-incoming-talent/", "support/schemes/innovation-contests/",
        "support/schemes/technology-voucher-programme/", "support/schemes/research-talent-hub/",
        "support/schemes/research-institution-programmes/", "support/?for=university&state=open",
        "support/schemes/research-talent-hub/check/", "support/schemes/technology-voucher-programme/check/?example=2",
        "support/find/?all=1", "support/find/?ask=plans",
        "register/?kind=scheme", "initiatives/?status=completed", "support/?strategy=S2",
        "search/?q=innohk", "search/?q=Cybreport", "search/?q=zzzqqq", "search/?q=technology&kind=fact",
        # What cannot be shown: bad addresses, a bad date, a day too early.
        "nothing/", "entities/inohk/", "plan/?as_of=yesterday", "plan/?as_of=2001-01-01",
        "plan/S2/?as_of=2022-01-01", "?as_of=2022-01-01", "entities/innohk/?as_of=2022-01-01",
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


def sample(pages: Sequence[str], number: int, seed: int) -> list[str]:
    """A number of the pages, the same in every run and every worker.

    TECHNOPOLE_TEST_PAGES scales the number: 100 leaves it, 300 gives thrice as many, `all` gives all.
    """
    if ASKED_PAGES == "all":
        return list(pages)
    number = min(len(pages), number * int(ASKED_PAGES) // 100)
    return random.Random(seed).sample(pages, number)
