"""The page of a comparison, in each of its states."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.island import Island
from practice_app.components.ui.stave import stave
from practice_app.components.ui.surface import empty_state, skeleton
from practice_app.i18n import _, clock_var, date_var, word_var
from practice_app.reflex_seams.published import published


class _Compare(Island):
    library = published("compare.jsx")
    tag = "Compare"
    comparison: rx.Var[Any]


WAITING = ("queued", "processing")


def comparison_leaf(shown: Any, on_again: Any) -> rx.Component:
    """What there is to see: it is waited for, failed, doesn't match, or both takes side by side."""
    return rx.fragment(
        _takes(shown),
        rx.match(
            shown.status,
            ("ready", rx.cond(shown.matches, _Compare.create(comparison=shown), _no_match(shown))),
            ("failed", _failed(shown, on_again)),
            _waiting(),
        ),
    )


def _takes(shown: Any) -> rx.Component:
    return rx.el.ul(_take("A", shown.a, ""), _take("B", shown.b, " compare-letter-b"), class_name="compare-takes")


def _take(letter: str, take: Any, look: str) -> rx.Component:
    when = date_var(
        take.started_at,
        day="numeric",
        month="long",
        year="numeric",
        hour="numeric",
        minute="2-digit",
        timeZone=take.timezone,
    )
    return rx.el.li(
        rx.el.span(letter, class_name=f"compare-letter{look}"),
        rx.el.a(when, href=f"/sessions/{take.session_id}", class_name="link"),
        rx.el.span(clock_var(take.duration_s), class_name="quiet figures"),
        class_name="compare-take",
    )


def _waiting() -> rx.Component:
    return rx.el.div(
        stave([], 0, size="large", waits=True),
        rx.el.p(
            _("Both takes are laid side by side. That takes about half a minute; you can go on meanwhile."),
            class_name="mt-4",
        ),
        class_name="mt-8 max-w-xl",
        role="status",
        data_testid="compare-waiting",
    )


def _no_match(shown: Any) -> rx.Component:
    return rx.el.div(
        empty_state(
            _("These two don't match"),
            _(
                "The same music wasn't found in both, so nothing is guessed. Another pair of takes of one passage may "
                "fit better."
            ),
            link_button(_("To the session"), href=f"/sessions/{shown.b.session_id}"),
        ),
        class_name="mx-auto max-w-xl pt-8",
        data_testid="compare-no-match",
    )


def _failed(shown: Any, on_again: Any) -> rx.Component:
    gone = rx.match(shown.failure, ("gone", True), ("damaged", True), ("not_audio", True), ("empty", True), False)
    why = rx.cond(
        gone,
        _("One of the two recordings can't be read any more."),
        _("Something went wrong with us. Your recordings are safe."),
    )
    return rx.el.div(
        empty_state(
            _("They could not be compared"),
            why,
            rx.cond(gone, rx.fragment(), button(_("Try again"), on_click=on_again, data_testid="compare-again")),
        ),
        class_name="mx-auto max-w-xl pt-8",
        data_testid="compare-failed",
    )


def title_of(shown: Any) -> Any:
    """What is compared: the piece, else the instrument."""
    return rx.cond(
        shown.b.title != "",
        shown.b.title,
        rx.cond(shown.b.instrument != "", word_var(shown.b.instrument), _("Practice")),
    )


def comparison_skeleton() -> rx.Component:
    """The same while it is still loading."""
    return rx.el.div(
        skeleton("h-10 w-3/5 max-w-sm"),
        skeleton("h-5 w-4/5 max-w-xs"),
        skeleton("h-5 w-4/5 max-w-xs"),
        skeleton("h-40 w-full"),
        class_name="grid gap-3",
        aria_hidden="true",
    )
