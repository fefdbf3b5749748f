"""That somebody is heard more or less readily on an instrument, as they corrected; and that it be forgotten."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button
from practice_app.i18n import _, word_var


def leanings(said: Any) -> rx.Component:
    """A sentence for each instrument; nobody else is told."""
    return rx.foreach(said.leanings, lambda one: _leaning(one, said.unlearn))


def _leaning(one: Any, unlearn: Any) -> rx.Component:
    name = word_var(one.instrument).lower()
    more = _("Woodshed listens a little more readily to your {instrument}, as your corrections say.", instrument=name)
    less = _("Woodshed listens a little less readily to your {instrument}, as your corrections say.", instrument=name)
    return rx.el.div(
        rx.el.p(rx.cond(one.log_odds.to(float) > 0, more, less), class_name="quiet text-sm"),
        button(
            _("Forget this"),
            variant="quiet",
            size="small",
            on_click=unlearn(one.instrument),
            aria_label=_("Forget this: {instrument}", instrument=name),
        ),
        class_name="flex flex-wrap items-center gap-x-3",
        data_testid="stats-leaning",
    )
