"""A sum of which some isn't sure says between what and what it lies."""

from typing import Any

import reflex as rx

from practice_app.i18n import _, duration_var


def not_sure(low_s: Any, high_s: Any) -> rx.Component:
    """Say it; nothing where ``high_s`` is 0, since the sum is a number then."""
    told = _(
        "That is about {low} to {high}: some recordings can't be heard clearly.",
        low=duration_var(low_s),
        high=duration_var(high_s),
    )
    return rx.cond(high_s > 0, rx.el.p(told, class_name="mt-2", data_testid="not-sure"), rx.fragment())
