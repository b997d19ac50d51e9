"""Where each target stands on a day: the records of the command line, and every path of a forecast.

A verdict hangs on the day of asking as well as on the documents, so that its records are kept by day.
Whatever loads NumPy is imported when it is asked for: its threads would not outlive the server's fork.
"""

from __future__ import annotations

import csv
import io
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from technopole.evidence.records import Record
from technopole.plan.packs import Pack
from technopole.site.api.answers import (
    View,
    conditional,
    envelope,
    give_row,
    give_rows,
    not_there,
    view_of,
)
from technopole.site.api.listings import Filter, Listed, Rows, as_json
from technopole.site.api.outlook.questions import DrawsAsked, OutlookAsked
from technopole.site.api.questions import Asked
from technopole.site.api.refusals import Fault, RefusedError
from technopole.site.portal.queries.prospects import forecast_in, outlooks_on

if TYPE_CHECKING:
    from technopole.outlook.forecast import Forecast

__all__ = [
    "day_of", "draws_record", "give_draws", "give_outlook", "list_outlooks", "listed_on",
]  # fmt: skip

_KEPT: Final = 8
_rows: OrderedDict[tuple[str, date, date], Rows] = OrderedDict()
_lock: Final = Lock()


def day_of(asked: Asked) -> date:
    """The day of asking; today in Hong Kong where none is given."""
    return asked.as_of or timezone.localdate()


def listed_on(day: date) -> Listed:
    """The outlook of every indicator on a day, as a collection."""

    def records(pack: Pack) -> Iterable[Record]:
        from technopole.outlook.records import outlook_record

        return (outlook_record(outlook) for outlook in outlooks_on(pack, day).values())

    return Listed(
        "outlook",
        "indicator",
        records,
        {
            "indicator": Filter(
                lambda record, _: (record["indicator"],), lambda pack: pack.indicators
            ),
            "set": Filter(lambda record, _: (record["set"],)),
        },
        by_id=False,
        key="indicator",
    )


def _rows_of(view: View, day: date) -> Rows:
    pack = view.pack
    key = (view.edition.version, pack.days[-1] if pack.days else date.min, day)
    with _lock:
        if key not in _rows:
            _rows[key] = Rows.of(listed_on(day), pack)
        _rows.move_to_end(key)
        while len(_rows) > _KEPT:
            _rows.popitem(last=False)
        return _rows[key]


def list_outlooks(request: HttpRequest, asked: OutlookAsked) -> HttpResponse:
    """A page of the list."""
    view, day = view_of(asked.as_of), day_of(asked)
    return give_rows(request, view, _rows_of(view, day), asked, day.isoformat())


def give_outlook(request: HttpRequest, name: str, asked: Asked) -> HttpResponse:
    """One indicator's outlook, or a 404 that helps."""
    view, day = view_of(asked.as_of), day_of(asked)
    rows = _rows_of(view, day)
    position = rows.position.get(name)
    if position is None:
        raise not_there("indicators", name, view)
    return give_row(request, view, rows, position, day.isoformat())


def give_draws(request: HttpRequest, name: str, asked: DrawsAsked) -> HttpResponse:
    """Every path of an indicator's forecast, or a 404 that says why there is none."""
    view, day = view_of(asked.as_of), day_of(asked)
    outlook = outlooks_on(view.pack, day).get(name)
    if outlook is None:
        raise not_there("indicators", name, view)
    forecast = forecast_in(outlook)
    if forecast is None:
        says = getattr(outlook.forecast, "reason", None)
        message = says.en if says else f"“{name}” is a date: nothing of it is forecast."
        raise RefusedError(404, message, (Fault("id", message, says=says),))
    unit = outlook.track.indicator.unit.id

    def build() -> bytes:
        match asked.format:
            case "csv":
                return _csv(forecast)
            case "parquet":
                return _parquet(forecast, view, day)
            case _:
                return as_json(envelope(view, item=draws_record(forecast, unit, day)))

    response = conditional(request, view, build, _CONTENT[asked.format], salt=day.isoformat())
    if asked.format != "json":
        file = f"technopole-draws-{name}-{day}.{asked.format}"
        response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


_CONTENT: Final = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}


def draws_record(forecast: Forecast, unit: str, day: date) -> Record:
    """The paths as a list a year."""
    return {
        "indicator": forecast.id,
        "on": day.isoformat(),
        "unit": unit,
        "seed": str(forecast.drawing.seed),
        "years": list(forecast.years),
        "values": forecast.paths.tolist(),
    }


def _csv(forecast: Forecast) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    columns = forecast.draws()
    writer.writerow(columns)
    writer.writerows(zip(*(column.tolist() for column in columns.values()), strict=True))
    return text.getvalue().encode()


def _parquet(forecast: Forecast, view: View, day: date) -> bytes:
    """Parquet, with what the forecast assumes and rests on in its metadata."""
    import polars as pl

    stated = {**envelope(view), "on": day.isoformat(), **forecast.stated()}
    content = io.BytesIO()
    pl.DataFrame(forecast.draws()).write_parquet(
        content, metadata={name: str(value) for name, value in stated.items()}
    )
    return content.getvalue()
