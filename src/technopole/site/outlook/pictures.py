"""The one picture of the outlook's own pages: whether intervals hold what they promise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final, Literal

from django.utils.translation import gettext as _

from technopole.site.outlook.queries.track import PanelOfModels
from technopole.site.portal.charts import Chart, drawn

__all__ = ["calibration_chart"]

_PROMISED: Final = 80
_SHAPES: Final = ("circle", "square", "triangle-up", "cross")
_SIZES: Final = {"wide": (480, 210, 150, 13), "narrow": (150, 190, 118, 12)}


def calibration_chart(
    panels: Sequence[PanelOfModels], names: Sequence[str], size: Literal["wide", "narrow"]
) -> Chart | None:
    """For each simulated world the share that the 80 per cent interval held, by the number of figures."""
    if not panels:
        return None
    import altair as alt  # a quarter of a second, for the first picture only

    width, height, right, text = _SIZES[size]
    promised = _("promised: 80%")
    figures = sorted({row.figures for panel in panels for row in panel.ours})
    x = alt.X(
        "figures:Q",
        scale=alt.Scale(type="log", domain=[figures[0] * 0.94, figures[-1] * 1.04], nice=False),
        axis=alt.Axis(
            values=figures, title=None, grid=False, labelColor="var(--soft)", labelFontSize=text,
            domainColor="var(--soft)", tickColor="var(--soft)", format="d",
        ),
    )  # fmt: skip
    y = alt.Y(
        "held:Q",
        scale=alt.Scale(domain=[60, 100], nice=False),
        axis=alt.Axis(
            values=[60, 70, 80, 90, 100], title=None, domain=False, ticks=False, gridColor="var(--rule)",
            labelColor="var(--soft)", labelFontSize=text, labelExpr=f"datum.value == {_PROMISED} ? {json.dumps(promised)} : datum.value + '%'",
        ),
    )  # fmt: skip
    layers: list[Any] = [
        alt.Chart(alt.InlineData(values=[{"held": _PROMISED}]))
        .mark_rule(color="var(--accent)", strokeDash=[5, 3], strokeWidth=1.4)
        .encode(y=y)
    ]
    taken: list[float] = []
    for panel, name, shape in zip(panels, names, _SHAPES, strict=False):
        rows = [
            {"figures": row.figures, "held": round(100 * row.covered_80, 1)} for row in panel.ours
        ]
        base = alt.Chart(alt.InlineData(values=rows))
        layers.append(base.mark_line(color="var(--ink)", strokeWidth=1.1).encode(x=x, y=y))
        layers.append(
            base.mark_point(
                shape=shape, filled=True, color="var(--ink)", opacity=1, size=46
            ).encode(x=x, y=y)
        )
        end = rows[-1]
        at = _free(float(end["held"]), taken, gap=40 * (text + 3) / height)
        taken.append(at)
        layers.append(
            alt.Chart(
                alt.InlineData(values=[{"figures": end["figures"], "held": at, "label": name}])
            )
            .mark_text(align="left", dx=12, fontSize=text, color="var(--ink)", baseline="middle")
            .encode(x=x, y=y, text="label:N")
        )
    picture = (
        alt.layer(*layers)
        .properties(width=width, height=height, background="transparent")
        .properties(padding={"left": 96, "right": right, "top": 12, "bottom": 28})
        .properties(autosize=alt.AutoSizeParams(type="none"))
        .configure(font="var(--sans)")
        .configure_view(strokeWidth=0)
    )
    return drawn(picture.to_dict())


def _free(wanted: float, taken: Sequence[float], gap: float) -> float:
    """The place nearest to the one wanted where a label touches no other."""
    steps = (step * gap / 4 * sign for step in range(40) for sign in (1, -1))
    return next(
        wanted + step for step in steps if all(abs(wanted + step - other) >= gap for other in taken)
    )
