"""Every table as one file: CSV, JSON or Parquet, at /data/<table>.<format>."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pydantic
from django.http import HttpRequest, HttpResponse

from technopole.plan.datasets import DATASETS, Cell, Dataset
from technopole.site.api.answers import View, conditional, envelope, view_of
from technopole.site.api.listings import as_json
from technopole.site.api.questions import Asked
from technopole.site.api.refusals import (
    Fault,
    RefusedError,
    faults_of_names,
    faults_of_values,
    from_faults,
    nearest,
    refusal,
)

__all__ = ["FORMATS", "download", "row_counts"]

_KEPT: Final = 64


@dataclass(frozen=True, slots=True)
class Format:
    """A form of file."""

    name: str
    content_type: str
    write: Callable[[Dataset, Sequence[Sequence[Cell]], View], bytes]


def _csv(dataset: Dataset, cells: Sequence[Sequence[Cell]], view: View) -> bytes:
    """RFC 4180 in UTF-8, with a header; nothing is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in dataset.columns)
    writer.writerows([_csv_cell(cell) for cell in row] for row in cells)
    return text.getvalue().encode()


def _csv_cell(cell: Cell) -> str | int:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else cell


def _json(dataset: Dataset, cells: Sequence[Sequence[Cell]], view: View) -> bytes:
    """One object with the rows as objects."""
    names = [column.name for column in dataset.columns]
    rows = [dict(zip(names, row, strict=True)) for row in cells]
    return as_json(envelope(view, table=dataset.name, count=len(rows), items=rows))


def _parquet(dataset: Dataset, cells: Sequence[Sequence[Cell]], view: View) -> bytes:
    """Parquet with the pack's version and the day in its metadata."""
    import polars as pl

    types = {"text": pl.String, "whole number": pl.Int64, "yes or no": pl.Boolean}
    schema = {column.name: types[column.holds] for column in dataset.columns}
    frame = pl.DataFrame(list(cells), schema=schema, orient="row")
    content = io.BytesIO()
    frame.write_parquet(
        content, metadata={name: str(value) for name, value in envelope(view).items()}
    )
    return content.getvalue()


FORMATS: Final[Mapping[str, Format]] = {
    form.name: form
    for form in (
        Format("csv", "text/csv; charset=utf-8", _csv),
        Format("json", "application/json", _json),
        Format("parquet", "application/vnd.apache.parquet", _parquet),
    )
}


def download(request: HttpRequest, name: str) -> HttpResponse:
    """A table as a file."""
    try:
        dataset, form = _named(name)
        asked = _asked(request)
    except RefusedError as refused:
        return refusal(refused)
    view = view_of(asked.as_of)
    response = conditional(
        request, view, lambda: _written(view, dataset.name, form.name), form.content_type
    )
    version = view.edition.version[:12]
    file = f"technopole-{dataset.name}-{view.as_of}-{version}.{form.name}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _named(name: str) -> tuple[Dataset, Format]:
    table, _, ending = name.rpartition(".")
    if table in DATASETS and ending in FORMATS:
        return DATASETS[table], FORMATS[ending]
    right = [f"{dataset}.{form}" for dataset in DATASETS for form in FORMATS]
    near = nearest(name, right)
    hint = f"Did you mean “{near}”?" if near else f"Tables are: {', '.join(DATASETS)}."
    message = f"No download is called “{name[:80]}”. {hint}"
    raise RefusedError(404, message, (Fault("path", message, near),))


def _asked(request: HttpRequest) -> Asked:
    if faults := faults_of_names(request.GET, ("as_of",)):
        raise from_faults(faults)
    given: dict[str, Any] = request.GET.dict()
    try:
        return Asked(**given)
    except pydantic.ValidationError as error:
        faults = faults_of_values([dict(one) for one in error.errors()], request.GET.dict())
        raise from_faults(faults) from error


_files: dict[tuple[str, str, str, str], bytes] = {}


def _written(view: View, table: str, ending: str) -> bytes:
    """The file's bytes, written once a version and day."""
    key = (view.edition.version, view.as_of.isoformat(), table, ending)
    if key not in _files:
        if len(_files) >= _KEPT:
            _files.clear()
        dataset = DATASETS[table]
        _files[key] = FORMATS[ending].write(dataset, dataset.cells(view.pack), view)
    return _files[key]


_counts: dict[tuple[str, str], Mapping[str, int]] = {}


def row_counts(view: View) -> Mapping[str, int]:
    """How many rows each table has."""
    newest = view.pack.days[-1].isoformat() if view.pack.days else ""
    key = (view.edition.version, newest)
    if key not in _counts:
        if len(_counts) >= _KEPT:
            _counts.clear()
        _counts[key] = {name: sum(1 for _ in d.rows(view.pack)) for name, d in DATASETS.items()}
    return _counts[key]
