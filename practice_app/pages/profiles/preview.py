"""A profile as others see it, for its owner to look at before they do."""

from typing import Any

import reflex as rx

from practice_app.components.ui.icon import icon
from practice_app.i18n import _, _n, duration_var, text_var, word_var
from practice_app.state.profiles import ProfileState

KINDS = [
    ("student", _("Student")),
    ("hobby", _("Plays for pleasure")),
    ("professional", _("Professional")),
    ("teacher", _("Teacher")),
]
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
        rx.el.div(rx.cond(SEEN.hidden, _nothing(), _card()), class_name="profile-shown", data_testid="profile-preview"),
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


def _card() -> rx.Component:
    kind = rx.match(SEEN.kind, *((key, said) for key, said in KINDS), "")
    face = rx.cond(
        SEEN.picture != "",
        rx.el.img(src=SEEN.picture, alt="", class_name="profile-picture"),
        rx.el.span(SEEN.name[:1], class_name="profile-picture profile-initial", aria_hidden="true"),
    )
    return rx.el.div(
        rx.el.div(
            face,
            rx.el.div(
                rx.el.p(SEEN.name, class_name="row-title"),
                rx.cond(SEEN.title != "", rx.el.p(text_var(SEEN.title, {})), rx.fragment()),
                rx.el.p(kind, class_name="quiet empty:hidden"),
                rx.el.p(word_var(SEEN.level), class_name="quiet empty:hidden"),
                rx.cond(SEEN.years > 0, rx.el.p(_years(), class_name="quiet"), rx.fragment()),
                class_name="min-w-0",
            ),
            class_name="profile-picture-row",
        ),
        rx.el.p(SEEN.bio, class_name="profile-shown-bio empty:hidden"),
        rx.el.ul(rx.foreach(INSTRUMENTS, _instrument), class_name="empty:hidden"),
        rx.el.p(SEEN.specialties, class_name="empty:hidden"),
        rx.cond(SEEN.statistics, rx.el.p(_lately()), rx.fragment()),
        rx.cond(SEEN.sessions > 0, rx.el.p(_sessions(), class_name="quiet"), rx.fragment()),
        rx.el.p(SEEN.hashtags, class_name="quiet empty:hidden"),
        class_name="grid gap-3",
    )


def _years() -> Any:
    return _n("playing for {n} year", "playing for {n} years", SEEN.years)


def _lately() -> Any:
    days = _n("on {n} day", "on {n} days", SEEN.month_days)
    return _("{time} in the last four weeks, {days}", time=duration_var(SEEN.month_s), days=days)


def _sessions() -> Any:
    return _n("and your last {n} session", "and your last {n} sessions", SEEN.sessions)


def _instrument(row: Any) -> rx.Component:
    since = rx.cond(row.since != "", _("since {year}", year=row.since), "")
    return rx.el.li(
        word_var(row.name),
        rx.el.span(" ", word_var(row.level), " ", since, class_name="quiet"),
        key=row.name,
    )


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
