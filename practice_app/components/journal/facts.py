"""What the player told about a session."""

from typing import Any

import reflex as rx

from practice_app.components.ui.properties import properties
from practice_app.components.ui.rating import rating_dots
from practice_app.components.ui.surface import badge
from practice_app.i18n import _, date_var, number_var, word_var


def session_name(shown: Any) -> Any:
    """What it is called: by its pieces, else its instrument."""
    other = rx.cond(shown.instrument != "", word_var(shown.instrument), _("Practice"))
    return rx.cond(shown.title != "", shown.title, other)


def session_time(shown: Any) -> rx.Component:
    """Its day, and from when to when, on the player's clock."""
    day = date_var(
        shown.started_at, weekday="long", day="numeric", month="long", year="numeric", timeZone=shown.timezone
    )
    begun, ended = (
        date_var(moment, hour="numeric", minute="2-digit", timeZone=shown.timezone)
        for moment in (shown.started_at, shown.ended_at)
    )
    return rx.el.p(day, " · ", rx.el.span(begun, "–", ended, class_name="whitespace-nowrap"), class_name="quiet")


def session_facts(shown: Any) -> rx.Component:
    """Each thing with its name; what was not told is left out."""
    return rx.el.dl(
        _fact(_("Instrument"), word_var(shown.instrument), shown.instrument != ""),
        _fact(_("Focus"), rx.foreach(shown.focus, _word), shown.focus.length() > 0),
        _fact(_("Practised"), _mode(shown.mode), shown.mode != "normal"),
        _fact(_("Target tempo"), _("{n} bpm", n=number_var(shown.target_bpm)), shown.target_bpm.is_not_none()),
        _fact(_("Tags"), rx.foreach(shown.tags, _tag), shown.tags.length() > 0),
        _fact(_("How it felt"), rating_dots(shown.self_rating), shown.self_rating > 0),
        _fact(_("Note"), rx.el.span(shown.note, class_name="whitespace-pre-line break-words"), shown.note != ""),
        _fact(_("Times"), _source(shown.source), shown.source != "timer"),
        class_name="facts",
    )


def _word(text: Any) -> rx.Component:
    return badge(word_var(text))


def _tag(tag: Any) -> rx.Component:
    colour = properties(background=tag.color)
    dot = rx.el.span(class_name="size-2.5 shrink-0 rounded-full", custom_attrs=colour, aria_hidden="true")
    return badge(rx.fragment(dot, tag.name))


def _fact(name: Any, value: Any, known: Any) -> rx.Component:
    return rx.cond(known, rx.el.div(rx.el.dt(name, class_name="eyebrow"), rx.el.dd(value)), rx.fragment())


def _mode(mode: Any) -> Any:
    return rx.match(mode, ("slow", _("slowly")), ("performance", _("like a performance")), _("as usual"))


def _source(source: Any) -> Any:
    return rx.cond(source == "manual", _("written in by hand"), _("changed by hand"))
