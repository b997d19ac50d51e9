"""Examples for the reference: an indicator's outlook, a few paths, and one lever pulled."""

from __future__ import annotations

from typing import Any, Final

from technopole.evidence.records import Record
from technopole.site.api.answers import View, envelope
from technopole.site.api.outlook.levers import answered, model_in
from technopole.site.api.outlook.standing import draws_record, listed_on
from technopole.site.api.refusals import RefusedError
from technopole.site.portal.queries.prospects import forecast_in, outlooks_on

__all__ = ["outlook_examples"]

_FEW: Final = 3


def outlook_examples(view: View) -> dict[str, Any]:
    """An answer of every route, cut short; for the one that is sent to, what is sent and the answer.

    The day is that of the newest document, so that the reference does not change overnight.
    """
    pack, day = view.edition, view.edition.days[-1]
    records = list(listed_on(day).records(pack))
    found: dict[str, Any] = {}
    if records:
        record = _shortened(next((r for r in records if r["forecast"]), records[0]))
        found["outlook"] = envelope(view, count=len(records), next=None, items=[record])
        found["outlook/{id}"] = envelope(view, item=record)
    forecasts = (
        (outlook.track.indicator.unit.id, forecast_in(outlook))
        for outlook in outlooks_on(pack, day).values()
    )
    for unit, forecast in forecasts:
        if forecast is not None:
            draws = draws_record(forecast, unit, day)
            draws["years"] = draws["years"][:_FEW]
            draws["values"] = [year[:_FEW] for year in draws["values"][:_FEW]]
            found["outlook/{id}/draws"] = envelope(view, item=draws)
            break
    return {**found, **_of_levers(view)}


def _shortened(record: Record) -> Record:
    """One verdict, one target, and a year of the forecast: the rest is like them."""
    shorter = {**record, "verdicts": record["verdicts"][:1], "targets": record["targets"][:1]}
    if record["forecast"] and "years" in record["forecast"]:
        shorter["forecast"] = {**record["forecast"], "years": record["forecast"]["years"][:1]}
    return shorter


def _of_levers(view: View) -> dict[str, Any]:
    try:
        model = model_in(view)
    except RefusedError:
        return {}
    from technopole.outlook.levers.records import model_record

    whole = model_record(model)
    for name in ("levers", "coefficients", "stocks", "equations", "shows", "limits"):
        whole[name] = whole[name][:1]
    lever = next(iter(model.levers.values()))
    shown = next(iter(model.shows))
    asked = {"levers": {lever.id: lever.most / 2}, "indicators": [shown]}
    return {"levers": envelope(view, item=whole), "levers/ask": (asked, answered(asked))}
