"""Somebody as others see them: picture, name, what they play, and as much besides as they show."""

from typing import Any

import reflex as rx

from practice_app.i18n import _, _n, length_var, text_var, word_var

KINDS = [
    ("student", _("Student")),
    ("hobby", _("Plays for pleasure")),
    ("professional", _("Professional")),
    ("teacher", _("Teacher")),
]


def person_card(seen: Any, instruments: Any, named: Any = rx.el.p) -> rx.Component:
    """Somebody with what they show of themselves; ``named``: as what their name is drawn."""
    kind = rx.match(seen.kind, *((key, said) for key, said in KINDS), "")
    face = rx.cond(
        seen.picture != "",
        rx.el.img(src=seen.picture, alt="", class_name="profile-picture"),
        rx.el.span(seen.name[:1], class_name="profile-picture profile-initial", aria_hidden="true"),
    )
    return rx.el.div(
        rx.el.div(
            face,
            rx.el.div(
                named(seen.name, class_name="row-title"),
                rx.cond(seen.title != "", rx.el.p(text_var(seen.title, {})), rx.fragment()),
                rx.el.p(kind, class_name="quiet empty:hidden"),
                rx.el.p(word_var(seen.level), class_name="quiet empty:hidden"),
                rx.cond(seen.years > 0, rx.el.p(_years(seen), class_name="quiet"), rx.fragment()),
                class_name="min-w-0",
            ),
            class_name="profile-picture-row",
        ),
        rx.el.p(seen.bio, class_name="profile-shown-bio empty:hidden"),
        rx.el.ul(rx.foreach(instruments, _instrument), class_name="empty:hidden"),
        rx.el.p(seen.specialties, class_name="empty:hidden"),
        rx.cond(seen.statistics, rx.el.p(_lately(seen)), rx.fragment()),
        rx.cond(seen.sessions > 0, rx.el.p(_sessions(seen), class_name="quiet"), rx.fragment()),
        rx.el.p(seen.hashtags, class_name="quiet empty:hidden"),
        class_name="grid gap-3",
    )


def _years(seen: Any) -> Any:
    return _n("playing for {n} year", "playing for {n} years", seen.years)


def _lately(seen: Any) -> Any:
    days = _n("on {n} day", "on {n} days", seen.month_days)
    time = length_var(seen.month_s, seen.month_low_s, seen.month_high_s)
    return _("{time} in the last four weeks, {days}", time=time, days=days)


def _sessions(seen: Any) -> Any:
    return _n("and your last {n} session", "and your last {n} sessions", seen.sessions)


def _instrument(row: Any) -> rx.Component:
    since = rx.cond(row.since != "", _("since {year}", year=row.since), "")
    return rx.el.li(
        word_var(row.name),
        rx.el.span(" ", word_var(row.level), " ", since, class_name="quiet"),
        key=row.name,
    )
