"""What it would take: the model as the pack declares it, and what it says of levers that are pulled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from django.http import HttpRequest, HttpResponse

from technopole.evidence.records import Record
from technopole.site.api.answers import View, conditional, envelope, view_of
from technopole.site.api.listings import as_json
from technopole.site.api.questions import Asked
from technopole.site.api.refusals import Fault, RefusedError, from_faults, nearest
from technopole.site.api.rules.bodies import JSON, members, read_object

if TYPE_CHECKING:
    from technopole.outlook.levers.declared import Model
    from technopole.outlook.levers.running import Range

__all__ = ["MOST_BYTES", "answered", "ask_levers", "give_levers", "model_in"]

MOST_BYTES: Final = 64_000
"""Every lever and every coefficient with its range has a tenth of it."""

_MEMBERS: Final = ("levers", "assumed", "indicators", "draws", "seed", "as_of")
_RANGE: Final = ("low", "middle", "high")
_SHOWN: Final = 80
_MOST_FAULTS: Final = 20


def model_in(view: View) -> Model:
    """The model as of the view's day. Raises RefusedError where there is none."""
    from technopole.outlook.levers.declared import NotYet, model_of

    model = model_of(view.pack)
    if model is None:
        raise RefusedError(404, "This pack declares no levers.")
    if isinstance(model, NotYet):
        facts = ", ".join(model.facts[:_MOST_FAULTS])
        fault = Fault("as_of", f"{model.reason.en} They are: {facts}.", says=model.reason)
        raise RefusedError(404, fault.message, (fault,))
    return model


def give_levers(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The model, whole."""
    from technopole.outlook.levers.records import model_record

    view = view_of(asked.as_of)
    model = model_in(view)
    return conditional(request, view, lambda: as_json(envelope(view, item=model_record(model))))


def ask_levers(request: HttpRequest) -> HttpResponse:
    """The answer to `POST /levers/ask`."""
    return HttpResponse(as_json(answered(read_object(request, MOST_BYTES))), content_type=JSON)


def answered(given: Mapping[str, Any]) -> Record:
    """What the model says of a setting. Raises RefusedError with every fault of the body."""
    from technopole.outlook.levers.answers import ask
    from technopole.outlook.levers.records import answer_record
    from technopole.outlook.levers.running import DRAWS, MOST_DRAWS, SEED, Refused

    body = _Body(given)
    day = body.day("as_of")
    draws = body.whole_number("draws", 1, MOST_DRAWS, DRAWS)
    seed = body.whole_number("seed", 0, 2**32 - 1, SEED)
    view = view_of(day)
    model = model_in(view)
    levers, assumed = body.levers(model), body.assumed(model)
    wanted = body.indicators(model)
    if body.faults:
        raise from_faults(body.faults)
    try:
        answer = ask(model, levers, assumed=assumed, draws=draws, seed=seed)
    except Refused as error:
        raise from_faults([Fault(name, says) for name, says in error.faults]) from error
    record = answer_record(answer, view.pack)
    record["indicators"] = [one for one in record["indicators"] if one["indicator"] in wanted]
    return envelope(view, item=record, limits="/api/v1/levers")


class _Body:
    """The members of a body, read one by one; every fault is gathered."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.faults = members(given, _MEMBERS)
        self._given = given

    def _wrong(self, name: str, what: str, near: str | None = None) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(name[:_SHOWN], f"“{name[:_SHOWN]}” {what}", near))

    def day(self, name: str) -> date | None:
        """A day, or none."""
        value = self._given.get(name)
        if value is None:
            return None
        try:
            day = date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            self._wrong(name, "is not a day. Write year, month and day, such as 2026-01-31.")
            return None
        return day

    def whole_number(self, name: str, least: int, most: int, otherwise: int) -> int:
        """A whole number between two, or what stands for none."""
        value = self._given.get(name)
        if value is None:
            return otherwise
        if type(value) is not int:
            self._wrong(name, f"is not a whole number from {least:,} to {most:,}.")
            return otherwise
        if not least <= value <= most:
            self._wrong(name, f"is out of bounds; it goes from {least:,} to {most:,}.")
            return otherwise
        return value

    def levers(self, model: Model) -> dict[str, float]:
        """How far each lever is pulled."""
        from technopole.outlook.levers.running import Refused, checked_settings

        found: dict[str, float] = {}
        for name, value in self._object("levers", model.levers).items():
            number = _number(value)
            if number is None:
                self._wrong(name, "needs a number, as JSON has them: 3000, not “3000”.")
                continue
            try:
                checked_settings(model, {name: number})
            except Refused as error:
                self._refuse(error.faults)
            found[name] = number
        return found

    def assumed(self, model: Model) -> dict[str, Range]:
        """The caller's own ranges."""
        from technopole.outlook.levers.running import Range, Refused, checked_assumed

        found: dict[str, Range] = {}
        for name, value in self._object("assumed", model.coefficients).items():
            numbers = (
                [_number(value[part]) for part in _RANGE]
                if isinstance(value, dict) and set(value) == set(_RANGE)
                else [None]
            )
            if None in numbers:
                self._wrong(name, "needs an object of three numbers: low, middle and high.")
                continue
            own = Range(*cast("list[float]", numbers))
            try:
                checked_assumed(model, {name: own})
            except Refused as error:
                self._refuse(error.faults)
            found[name] = own
        return found

    def indicators(self, model: Model) -> frozenset[str]:
        """Which indicators are wanted; all that the model shows where none is named."""
        value = self._given.get("indicators")
        if value is None:
            return frozenset(model.shows)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._wrong("indicators", "is not a list of ids, such as [“1.1”].")
            return frozenset()
        for one in dict.fromkeys(value):
            if one not in model.shows:
                near = nearest(one[:_SHOWN], model.shows)
                there = f"It shows: {', '.join(model.shows)}."
                self._wrong(
                    "indicators",
                    f"names “{one[:_SHOWN]}”, which the model does not show. {there}",
                    near,
                )
        return frozenset(value)

    def _object(self, name: str, known: Mapping[str, object]) -> dict[str, Any]:
        """An object whose keys are known; what is not is told and left out."""
        value = self._given.get(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._wrong(name, "is not an object. Write an id, then its value.")
            return {}
        for key in value:
            if key not in known:
                near = nearest(key[:_SHOWN], known)
                hint = f"Did you mean “{near}”?" if near else "See /api/v1/levers."
                self._wrong(key, f"is nothing that “{name}” takes. {hint}", near)
        return {key: one for key, one in value.items() if key in known}

    def _refuse(self, faults: tuple[tuple[str, str], ...]) -> None:
        self.faults += [Fault(name, says) for name, says in faults]


def _number(value: object) -> float | None:
    """A number of JSON; None for anything else, such as a truth, a text, or one beyond all floats."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return None
