"""Draws and assumptions as files, line by line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING, Final

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from technopole.site.portal.nearest import one_named
from technopole.site.portal.queries.prospects import forecast_in, outlooks_on
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.views.errors import no_such_file

if TYPE_CHECKING:
    from technopole.outlook.forecast import Forecast

__all__ = ["assumptions", "paths"]

_LINES_AT_ONCE: Final = 1_000
_NOTHING: Final = gettext_lazy("Nothing is forecast of this indicator, so there are no paths.")


@require_safe
def paths(request: PortalRequest, indicator: str) -> HttpResponseBase:
    """Every path of an indicator's forecast: path, year, value."""
    forecast = _asked(request, indicator)
    if forecast is None:
        return no_such_file(request, str(_NOTHING))
    drawn = forecast.paths
    lines = (
        (path + 1, year, f"{drawn[row, path]:.6g}")
        for path in range(drawn.shape[1])
        for row, year in enumerate(forecast.years)
    )
    return _file(("path", "year", "value"), lines, f"{indicator}-paths.csv")


@require_safe
def assumptions(request: PortalRequest, indicator: str) -> HttpResponseBase:
    """What an indicator's forecast assumes and rests on, by name."""
    forecast = _asked(request, indicator)
    if forecast is None:
        return no_such_file(request, str(_NOTHING))
    return _file(("name", "value"), forecast.stated().items(), f"{indicator}-assumptions.csv")


def _asked(request: PortalRequest, indicator: str) -> Forecast | None:
    found = one_named(
        request,
        indicator,
        find=lambda pack: pack.indicators.get(indicator),
        names=lambda pack: {each.id: each.name for each in pack.indicators.values()},
        page="portal:indicator",
    )
    day = request.as_of or timezone.localdate()
    return forecast_in(outlooks_on(request.pack, day)[found.id])


def _file(
    head: tuple[str, ...], lines: Iterable[tuple[object, ...]], name: str
) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_written(head, lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _written(head: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> Iterator[str]:
    """The file in pieces of a thousand lines."""
    held = StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(head)
    for number, line in enumerate(lines, start=1):
        writer.writerow(line)
        if number % _LINES_AT_ONCE == 0:
            yield held.getvalue()
            held.seek(0)
            held.truncate()
    yield held.getvalue()
