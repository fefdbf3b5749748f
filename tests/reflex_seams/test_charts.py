"""A chart is a plain document, drawn by the basic bundle, and brings no theme of Plotly's along."""

import reflex as rx

from practice_app.reflex_seams import charts


def test_a_figure_that_is_a_document_is_drawn_and_no_theme_with_it():
    drawn = charts.plotly_basic(rx.Var("figure").to(dict), config={"displayModeBar": False})
    assert "plotly.js-basic-dist-min" in str(drawn._get_all_dynamic_imports())
    code = str(drawn.render())
    assert "figure" in code
    assert "colorway" not in code
