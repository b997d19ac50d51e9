"""The pages about the data: what can be taken away, and the reference of the API."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from technopole.plan.datasets import DATASETS, Dataset
from technopole.site.api.answers import view_of
from technopole.site.api.downloads import FORMATS, row_counts
from technopole.site.api.reference import ROOT, groups
from technopole.site.portal.requests import PortalRequest

__all__ = ["api", "data"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, as the page lists it."""

    dataset: Dataset
    rows: str
    files: tuple[tuple[str, str], ...]


def data(request: PortalRequest) -> HttpResponse:
    """Every table with its columns and files, the API, the licence and what is promised."""
    counts = row_counts(view_of(request.as_of))
    query = f"?as_of={request.as_of}" if request.as_of else ""
    tables = [
        Table(
            dataset,
            f"{counts[name]:,}",
            tuple((form, f"/data/{name}.{form}{query}") for form in FORMATS),
        )
        for name, dataset in DATASETS.items()
    ]
    return render(request, "api/data.html", {"tables": tables, "query": query, "root": ROOT})


def api(request: PortalRequest) -> HttpResponse:
    """Every route with its parameters and an example."""
    context = {"groups": groups(request.edition.version), "root": ROOT}
    return render(request, "api/reference.html", context)
