"""The chart one explores: drawn by Plotly's basic bundle, which comes when its place is to be seen (when_seen.jsx)."""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from practice_app.components.ui.island import Island
from practice_app.i18n import in_words
from practice_app.reflex_seams.charts import plotly_basic
from practice_app.reflex_seams.published import published

QUIET = {"displayModeBar": False, "responsive": True, "doubleClick": "reset", "scrollZoom": False}
"""No row of buttons over the chart: its icons are markup that the page's policy refuses, and ours say what they do."""


_WORDED = VarData(imports={published("worded.js"): [rx.ImportVar(tag="worded")]})


class _WhenSeen(Island):
    library = published("when_seen.jsx")
    tag = "WhenSeen"


def explore(figure: Any, label: Any) -> rx.Component:
    """A figure (``{data, layout}``) in the chosen language: drag to look closer, tap twice for the whole."""
    return rx.el.div(
        _WhenSeen.create(plotly_basic(in_words("worded", figure, _WORDED), config=QUIET)),
        role="img",
        aria_label=label,
        class_name="stats-explore",
        data_testid="stats-chart",
    )
