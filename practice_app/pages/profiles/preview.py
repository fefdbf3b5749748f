"""A profile as others see it, for its owner to look at before they do."""

from typing import Any

import reflex as rx

from practice_app.components.profiles.card import person_card
from practice_app.components.ui.icon import icon
from practice_app.i18n import _
from practice_app.state.profiles import ProfileState

SEEN: Any = ProfileState.preview
INSTRUMENTS: Any = ProfileState.seen_instruments


def preview() -> rx.Component:
    """The choice of whose eyes, and what they see."""
    eyes = (("teachers", _("Your teachers")), ("groups", _("Your groups")), ("everyone", _("Everyone")))
    return rx.el.div(
        rx.el.div(
            *(_eyes(level, said) for level, said in eyes),
            role="group",
            aria_label=_("What others see"),
            class_name="segmented segmented-wide",
        ),
        rx.el.div(
            rx.cond(SEEN.hidden, _nothing(), person_card(SEEN, INSTRUMENTS)),
            class_name="profile-shown",
            data_testid="profile-preview",
        ),
        rx.cond(ProfileState.privacy["profile"] == "everyone", _address(), rx.fragment()),
        class_name="grid max-w-xl gap-4",
    )


def _eyes(level: str, said: Any) -> rx.Component:
    chosen = ProfileState.seen_as == level
    return rx.el.button(
        said,
        type="button",
        aria_pressed=rx.cond(chosen, "true", "false"),
        class_name="segment",
        on_click=ProfileState.look_as(level),
        data_testid=f"profile-as-{level}",
    )


def _nothing() -> rx.Component:
    return rx.el.p(_("They see no profile of yours."), class_name="quiet")


def _address() -> rx.Component:
    return rx.el.p(
        rx.el.a(
            icon("arrow-right", class_name="me-1.5"),
            _("Your page, as everyone finds it"),
            href="/users/" + ProfileState.user_id,
            target="_blank",
            class_name="link-plain",
            data_testid="profile-page",
        )
    )
