"""`rx.plotly` with a figure that is a plain document, and without Plotly's two themes, which would weigh on the page.

Seen on Reflex 0.10.1: the component wants a `plotly.graph_objs.Figure`, and merges one of two templates by colour mode.
"""

from typing import Any

import reflex as rx
from plotly.graph_objs import Figure
from plotly.graph_objs.layout import Template


def plotly_basic(figure: Any, **props: Any) -> rx.Component:
    """Draw a figure (``{data, layout}``, a Var); its colours are those of the sheet round it."""
    drawn: rx.Component = rx.plotly.basic(data=rx.Var.create(figure).to(Figure), template=Template(), **props)
    return drawn
