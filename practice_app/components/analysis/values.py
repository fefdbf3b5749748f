"""A figure as a page writes it, by what the catalogue of metrics says of its key."""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from practice_app import metrics
from practice_app.i18n import _, number_var, text_var
from practice_app.metrics_script import ADDRESS

_CATALOGUE = VarData(imports={ADDRESS: [rx.ImportVar(tag="METRICS")]})


def _told(key: Any, what: str) -> rx.Var[Any]:
    """What the catalogue says of the metric with this key."""
    named = rx.Var.create(key)
    data = VarData.merge(_CATALOGUE, named._get_all_var_data())
    return rx.Var(f"METRICS[{named!s}]?.{what}", _var_data=data)


def name(key: Any) -> Any:
    """What it is called."""
    return text_var(_told(key, "name"), {})


def meaning(key: Any) -> Any:
    """What it means."""
    return text_var(_told(key, "meaning"), {})


def told_beside(key: Any, what: metrics.Beside) -> Any:
    """Whether it is told beside the target, or beside the A's that sound the same."""
    return _told(key, "beside").to(str) == what.value


def value(key: Any, number: Any, *, bare: bool = False) -> rx.Component:
    """The number with its unit, or ``bare`` without."""
    written = number_var(number, _told(key, "number")).replace("-", "−")
    unit = _told(key, "unit").to(str)
    words = rx.cond(_told(key, "in_words").to(bool), text_var(unit, {}), unit)
    behind = rx.cond(unit != "", rx.el.span(words, class_name="quiet ms-1"), rx.fragment())
    return rx.fragment(
        rx.el.span(_told(key, "before").to(str), written, class_name="figure-value"),
        *([] if bare else [behind]),
    )


def unknown() -> rx.Component:
    """In place of a number that can't be told."""
    return rx.el.span(_("can't tell"), class_name="figure-unknown")
