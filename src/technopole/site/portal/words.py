"""The words for the domain's lists, and the shape that stands beside each status."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from technopole.evidence.contradictions import TensionKind, WorkingKind
from technopole.evidence.measures import Good, Nature
from technopole.evidence.observations import Kind
from technopole.evidence.readings import Reading
from technopole.outlook.deliverables import Delivery
from technopole.outlook.pace import Basis, Course
from technopole.outlook.pace import Standing as GoalStanding
from technopole.plan.indicators import IndicatorSet, Role
from technopole.plan.register import EntityKind, NameKind, Relation
from technopole.plan.statuses import Status
from technopole.plan.tree import Level, Standing
from technopole.rules.parameters import Confidence
from technopole.rules.readers import interview
from technopole.rules.readers.decide import Eligible, Flag
from technopole.site.portal.queries.register import ShelfName

__all__ = ["plural_for", "shape_of", "shape_of_outlook", "word_back_for", "word_for"]


def _by_list(*pairs: tuple[StrEnum, Promise]) -> Mapping[tuple[type, str], Promise]:
    """Words by list and value, for values of two lists may be spelt alike (a plan, a planned value)."""
    return {(type(value), value.value): word for value, word in pairs}


_WORDS: Final = _by_list(
    (Eligible.YES, _("Yes")),
    (Eligible.NO, _("No")),
    (Eligible.UNKNOWN, _("It depends")),
    (Flag.NOT_YET, _("On that day the scheme did not take applications yet.")),
    (Flag.CLOSED, _("On that day the scheme took no applications any more.")),
    (Flag.ASSUMED_TODAY, _("No day was given, so today stands for it.")),
    (Flag.UNCONFIRMED, _("A value is used beyond the day on which it was last found in force.")),
    (Flag.VALUE_UNKNOWN, _("The sources do not say what a value was on that day.")),
    (Flag.VALUE_UNSURE, _("On that day one of two values was in force; it is not known which.")),
    (Flag.LOW_CONFIDENCE, _("A value comes from a source too weak to decide by.")),
    (
        Flag.NOTHING_LEFT,
        _("By these answers nothing is given: a ceiling is used up, or there is no cost to share."),
    ),
    (Confidence.HIGH, _("stated officially")),
    (Confidence.MEDIUM, _("from a partial or undated source")),
    (Confidence.LOW, _("from a weak source; decides nothing")),
    (interview.Standing.FITS, _("Fits")),
    (interview.Standing.MIGHT_FIT, _("Might fit")),
    (interview.Standing.DOES_NOT_FIT, _("Does not fit")),
    (Status.PROPOSED, _("proposed")),
    (Status.ANNOUNCED, _("announced")),
    (Status.PLANNED, _("planned")),
    (Status.PREPARING, _("in preparation")),
    (Status.UNDER_WAY, _("under way")),
    (Status.DELAYED, _("delayed")),
    (Status.OPEN, _("open")),
    (Status.OPERATING, _("in operation")),
    (Status.ONGOING, _("ongoing")),
    (Status.SIGNED, _("signed")),
    (Status.IN_FORCE, _("in force")),
    (Status.PUBLISHED, _("published")),
    (Status.HELD, _("held")),
    (Status.COMPLETED, _("completed")),
    (Status.MERGED, _("merged")),
    (Status.RENAMED, _("renamed")),
    (Status.CLOSED, _("closed")),
    (Status.NAMED, _("named")),
    (Level.VISION, _("Vision")),
    (Level.MISSION, _("Mission")),
    (Level.DIRECTION, _("Direction")),
    (Level.STRATEGY, _("Strategy")),
    (Level.TARGET, _("Target")),
    (Level.RECOMMENDATION, _("Recommendation")),
    (Level.MEASURE, _("Measure")),
    (Standing.EXISTING, _("existing")),
    (Standing.NEW, _("new")),
    (Standing.CRITERION, _("criterion")),
    (Standing.FOCUS, _("focus")),
    (EntityKind.SCHEME, _("Scheme")),
    (EntityKind.FUND, _("Fund")),
    (EntityKind.PROGRAMME, _("Programme")),
    (EntityKind.TAX_MEASURE, _("Tax measure")),
    (EntityKind.INSTITUTION, _("Institution")),
    (EntityKind.COMMITTEE, _("Committee")),
    (EntityKind.FACILITY, _("Facility")),
    (EntityKind.PLACE, pgettext_lazy("a kind of thing", "Place")),
    (EntityKind.PLATFORM, _("Platform")),
    (EntityKind.SYSTEM, _("System")),
    (EntityKind.PLAN, pgettext_lazy("a kind of thing", "Plan")),
    (EntityKind.POLICY, _("Policy")),
    (EntityKind.LAW, _("Law")),
    (EntityKind.AGREEMENT, _("Agreement")),
    (EntityKind.EVENT, _("Event")),
    (EntityKind.PUBLICATION, _("Publication")),
    (EntityKind.AWARD, _("Award")),
    (EntityKind.INDEX, _("Index")),
    (EntityKind.PRODUCT, _("Product")),
    (EntityKind.GROUP, _("Group")),
    (EntityKind.ECONOMY, _("Economy")),
    (Relation.RUN_BY, _("Run by")),
    (Relation.HOUSED_IN, _("Housed in")),
    (Relation.PART_OF, _("Part of")),
    (Relation.REPLACES, _("Replaces")),
    (Relation.FUNDED_BY, _("Funded by")),
    (Relation.LOCATED_IN, _("Located in")),
    (Relation.PARTY_TO, _("Party to")),
    (Relation.ADVISES, _("Advises")),
    (Relation.ESTABLISHED_BY, _("Established by")),
    (Relation.SERVES, _("Serves")),
    (NameKind.FORMER, _("former name")),
    (NameKind.SHORT, _("short name")),
    (NameKind.ALIAS, _("also called")),
    (NameKind.PART, _("part")),
    (Kind.ACTUAL, _("actual")),
    (Kind.TARGET, _("target")),
    (Kind.PARAMETER, _("parameter")),
    (Kind.BUDGET, _("budget")),
    (Kind.PLAN, pgettext_lazy("a kind of figure", "planned")),
    (Kind.EVENT, _("event")),
    (Role.BASELINE, _("baseline")),
    (Role.TARGET, _("target")),
    (IndicatorSet.DEVELOPMENT, _("Development indicators")),
    (IndicatorSet.DATED_TARGET, _("Other dated targets of the Blueprint")),
    (IndicatorSet.WORK, _("Work indicators of the 2023 paper")),
    (Course.REACHED, _("reached")),
    (Course.ON_COURSE, _("on course")),
    (Course.BEHIND, _("too slow")),
    (Course.STILL, _("no movement")),
    (Course.AWAY, _("moving away")),
    (Basis.GROWTH, _("carries growth in per cent on")),
    (Basis.LINE, _("carries yearly amounts on")),
    (Basis.PRESENT, _("looks at what has happened")),
    (Good.UP, _("higher is better")),
    (Good.DOWN, _("lower is better")),
    (Good.NONE, _("neither way is better")),
    (Nature.STOCK, _("stock")),
    (Nature.FLOW, _("flow")),
    (Nature.CUMULATIVE, _("cumulative")),
    (Nature.RATE, _("rate")),
    (Nature.SHARE, _("share")),
    (Nature.RATIO, _("ratio")),
    (Nature.RANK, _("rank")),
    (Nature.LIMIT, _("limit")),
    (Nature.BUDGET, _("budget")),
    (Nature.DATE, _("date")),
    (Nature.DURATION, _("duration")),
    (Nature.DIMENSION, _("dimension")),
    (Nature.NUMBER, _("number")),
    (TensionKind.DEFINITION, _("different definitions")),
    (TensionKind.SCOPE, _("different scope")),
    (TensionKind.MOVED_TARGET, _("moved target")),
    (TensionKind.DERIVED, _("does not follow from its parts")),
    (TensionKind.WITHIN_DOCUMENT, _("within one document")),
    (ShelfName.RESULTS, _("Results so far")),
    (ShelfName.TARGETS, _("Targets and plans")),
    (ShelfName.MONEY, _("Money set aside")),
    (ShelfName.RULES, _("Rules and sizes")),
    (ShelfName.DATES, _("Dates")),
    (WorkingKind.QUOTIENT, _("divided by")),
    (WorkingKind.PRODUCT, _("multiplied by")),
    (WorkingKind.SUM, _("plus")),
    (WorkingKind.DIFFERENCE, _("minus")),
    (WorkingKind.COMPOUND_GROWTH, _("grows to")),
    (Reading.PRINTED, _("Printed in the passage.")),
    (Reading.IMPLIED, _("Partly printed; the context gives the rest.")),
    (Reading.COUNTED, _("Counted from a list in the passage; not printed.")),
    (Reading.DERIVED, _("Worked out from what is printed.")),
    (Reading.GARBLED, _("Misprinted, or misread by the scan.")),
)

_PLURALS: Final = _by_list(
    (Level.MISSION, _("Missions")),
    (Level.DIRECTION, _("Directions")),
    (Level.STRATEGY, _("Strategies")),
    (Level.TARGET, _("Targets")),
    (Level.RECOMMENDATION, _("Recommendations")),
    (Level.MEASURE, _("Measures")),
    (EntityKind.SCHEME, _("Schemes")),
    (EntityKind.FUND, _("Funds")),
    (EntityKind.PROGRAMME, _("Programmes")),
    (EntityKind.TAX_MEASURE, _("Tax measures")),
    (EntityKind.INSTITUTION, _("Institutions")),
    (EntityKind.COMMITTEE, _("Committees")),
    (EntityKind.FACILITY, _("Facilities")),
    (EntityKind.PLACE, _("Places")),
    (EntityKind.PLATFORM, _("Platforms")),
    (EntityKind.SYSTEM, _("Systems")),
    (EntityKind.PLAN, _("Plans")),
    (EntityKind.POLICY, _("Policies")),
    (EntityKind.LAW, _("Laws")),
    (EntityKind.AGREEMENT, _("Agreements")),
    (EntityKind.EVENT, _("Events")),
    (EntityKind.PUBLICATION, _("Publications")),
    (EntityKind.AWARD, _("Awards")),
    (EntityKind.INDEX, _("Indices")),
    (EntityKind.PRODUCT, _("Products")),
    (EntityKind.GROUP, _("Groups")),
    (EntityKind.ECONOMY, _("Economies")),
)

# A relation as it reads from its far end.
_BACK: Final = _by_list(
    (Relation.RUN_BY, _("Runs")),
    (Relation.HOUSED_IN, _("Houses")),
    (Relation.PART_OF, _("Has as parts")),
    (Relation.REPLACES, _("Replaced by")),
    (Relation.FUNDED_BY, pgettext_lazy("pays for", "Funds")),
    (Relation.LOCATED_IN, _("Is the site of")),
    (Relation.PARTY_TO, _("Parties")),
    (Relation.ADVISES, _("Advised by")),
    (Relation.ESTABLISHED_BY, _("Established")),
    (Relation.SERVES, _("Served by")),
)

# hollow: still to come · half: in the making · full: in place · square: done · crossed: no longer.
_SHAPES: Final[Mapping[Status, str]] = {
    Status.PROPOSED: "hollow",
    Status.ANNOUNCED: "hollow",
    Status.PLANNED: "hollow",
    Status.PREPARING: "half",
    Status.UNDER_WAY: "half",
    Status.DELAYED: "late",
    Status.OPEN: "full",
    Status.OPERATING: "full",
    Status.ONGOING: "full",
    Status.IN_FORCE: "full",
    Status.SIGNED: "square",
    Status.PUBLISHED: "square",
    Status.HELD: "square",
    Status.COMPLETED: "square",
    Status.MERGED: "crossed",
    Status.RENAMED: "crossed",
    Status.CLOSED: "crossed",
    Status.NAMED: "dash",
}

# The same for a course, and for how a target stands: square: reached · full: on course · half: too slow ·
# dash: nothing moves, or nothing is known · down: the wrong way · late: missed, or past its day.
_SHAPES_OF_OUTLOOK: Final[Mapping[tuple[type, str], str]] = {
    (type(value), value.value): shape
    for value, shape in (
        (Course.REACHED, "square"),
        (Course.ON_COURSE, "full"),
        (Course.BEHIND, "half"),
        (Course.STILL, "dash"),
        (Course.AWAY, "down"),
        (GoalStanding.MET, "square"),
        (GoalStanding.REACHED_EARLY, "square"),
        (GoalStanding.REACHED_SINCE, "square"),
        (GoalStanding.MISSED, "late"),
        (GoalStanding.DUE, "half"),
        (GoalStanding.OPEN, "hollow"),
        (GoalStanding.UNDATED, "hollow"),
        (GoalStanding.UNKNOWN, "dash"),
        (GoalStanding.NO_DIRECTION, "dash"),
        (Delivery.MET, "square"),
        (Delivery.LATE, "square"),
        (Delivery.DONE, "square"),
        (Delivery.OPEN, "hollow"),
        (Delivery.POSTPONED, "late"),
        (Delivery.UNREPORTED, "late"),
    )
}


def word_for(value: StrEnum) -> Promise:
    """The word for one value of a list of the domain, in the page's language when shown."""
    return _WORDS[type(value), value.value]


def plural_for(value: StrEnum) -> Promise:
    """The word for several of them."""
    return _PLURALS[type(value), value.value]


def word_back_for(value: Relation) -> Promise:
    """The word for a relation as it reads from its far end."""
    return _BACK[type(value), value.value]


def shape_of(status: Status) -> str:
    """The name of the shape that stands beside a status, so that colour never speaks alone."""
    return _SHAPES[status]


def shape_of_outlook(value: Course | GoalStanding | Delivery) -> str:
    """The name of the shape beside a course, or beside how a target stands."""
    return _SHAPES_OF_OUTLOOK[type(value), value.value]
