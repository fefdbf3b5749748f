"""A sum of which some isn't sure says between what and what it lies, wherever it stands."""

from typing import Any

import reflex as rx

from practice_app.i18n import _, duration_var, number_var, roughly_var


def about(low_s: Any, high_s: Any) -> rx.Component:
    """What stands below the sum; nothing where ``high_s`` is 0, since the sum is a number then."""
    return rx.cond(high_s > 0, rx.el.span(between(low_s, high_s), data_testid="not-sure"), rx.fragment())


def between(low_s: Any, high_s: Any) -> Any:
    """The same in words, within a sentence."""
    return _("about {low} to {high}", **_between(low_s, high_s))


def about_played(said: Any) -> rx.Component:
    """The same below what was played, of ``said`` as `sounded` reads it."""
    told = _("about {low} to {high}", **_played(said))
    return rx.cond(said.high_s > 0, rx.el.span(told, data_testid="not-sure"), rx.fragment())


def _played(said: Any) -> dict[str, Any]:
    """Between what and what it lies: by as much less, or more, as what counts."""
    less_s, more_s = said.seconds - said.low_s, said.high_s - said.seconds
    return _between(said.played_s - less_s, said.played_s + more_s)


def _between(low_s: Any, high_s: Any) -> dict[str, Any]:
    return {name: roughly_var(end, low_s, high_s) for name, end in (("low", low_s), ("high", high_s))}


def not_sure(high_s: Any) -> rx.Component:
    """Why it is no number; nothing where it is one."""
    told = _("Some recordings can't be heard clearly, so it isn't sure how much was played.")
    return rx.cond(high_s > 0, rx.el.p(told, class_name="quiet mt-3 text-sm"), rx.fragment())


def sounded(said: Any) -> rx.Component:
    """What was claimed against what sounded: only of what was recorded, or it would blame who did not record.

    ``said`` has ``heard_clock_s`` and ``played_s``, and of what counts ``seconds`` between ``low_s`` and ``high_s``.
    """
    clock = duration_var(said.heard_clock_s)
    share = number_var(said.played_s / rx.cond(said.heard_clock_s > 0, said.heard_clock_s, 1), style="percent")
    sure = _(
        "Of {clock} that were recorded, the instrument sounded {played} ({share}).",
        clock=clock,
        played=duration_var(said.played_s),
        share=share,
    )
    doubtful = _(
        "Of {clock} that were recorded, the instrument sounded about {low} to {high}.",
        clock=clock,
        **_played(said),
    )
    told = rx.el.p(rx.cond(said.high_s > 0, doubtful, sure), data_testid="sounded")
    return rx.cond(said.heard_clock_s > 0, told, rx.fragment())
