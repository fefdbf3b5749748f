"""The chart one explores: drawn by Plotly's basic bundle, which comes when the page has drawn all else."""

from typing import Any

import reflex as rx

from practice_app.reflex_seams.charts import plotly_basic

QUIET = {"displayModeBar": False, "responsive": True, "doubleClick": "reset", "scrollZoom": False}
"""No row of buttons over the chart: its icons are markup that the page's policy refuses, and ours say what they do."""


def explore(figure: Any, label: Any) -> rx.Component:
    """A figure (``{data, layout}``): drag to look closer, tap twice for the whole."""
    return rx.el.div(
        plotly_basic(figure, config=QUIET),
        role="img",
        aria_label=label,
        class_name="stats-explore",
        data_testid="stats-chart",
    )
