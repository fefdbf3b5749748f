"""Homework in words: what it asks and how much of it is done, until when, what was said of it, what comes next."""

from typing import Any

import reflex as rx

from practice_app.components.player.example import example
from practice_app.components.ui.button import button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.overlay import dialog
from practice_app.components.ui.surface import badge
from practice_app.i18n import _, clock_var, date_var, day_var, duration_var, number_var

DAY = {"weekday": "long", "timeZone": "UTC"}
DATE = {"day": "numeric", "month": "long", "timeZone": "UTC"}


def homework_item(row: Any, *deeds: rx.Component, heading: rx.Component | None = None) -> rx.Component:
    """One assignment; ``deeds``: what can be done with it. A ``heading`` says whose it is."""
    whose = rx.fragment() if heading else rx.fragment(rx.cond(row.due != "", " · ", ""), row.other)
    return rx.el.li(
        *([heading] if heading else []),
        rx.el.div(rx.el.h3(row.title, class_name="row-title homework-title"), _status(row), class_name="homework-head"),
        rx.el.p(_until(row), whose, class_name="quiet homework-when"),
        _asks(row),
        _text(row.note, row.note != ""),
        _points(row),
        _word(row),
        _takes(row),
        *([rx.el.div(*deeds, class_name="homework-deeds")] if deeds else []),
        key=row.id,
        class_name="homework-item",
        data_testid="homework-item",
        custom_attrs={"data-status": row.status},
    )


def _status(row: Any) -> rx.Component:
    words = {"new": _("new"), "started": _("started"), "handed_in": _("handed in")}
    pairs = [(key, badge(word, filled=key == "handed_in")) for key, word in words.items()]
    return rx.el.span(
        rx.match(row.status, *pairs, badge(_("done"), icon_name="check")),
        class_name="homework-status",
        data_testid="homework-status",
    )


def _until(row: Any) -> rx.Component:
    """Until when, as one says it."""
    noon = row.due_on + "T12:00:00Z"
    weekday, day = date_var(noon, **DAY), day_var(noon, **DATE)
    said = rx.match(
        row.due,
        ("past", _("was due on {day}", day=day)),
        ("today", _("due today")),
        ("tomorrow", _("due tomorrow")),
        ("soon", _("due on {weekday}", weekday=weekday)),
        _("due on {day}", day=day),
    )
    close = (row.due == "past") | (row.due == "today") | (row.due == "tomorrow")
    drawn = rx.el.span(said, class_name=rx.cond(close, "homework-soon", ""), data_testid="homework-due")
    return rx.cond(row.due != "", drawn, rx.fragment())


def _asks(row: Any) -> rx.Component:
    """What is to be practised, and how much of it is done."""
    by = rx.cond(row.composer != "", rx.fragment(row.composer, ": "), rx.fragment())
    lines = [
        (
            row.piece != "",
            rx.fragment(by, rx.el.span(row.piece, class_name="font-serif", custom_attrs={"translate": "no"})),
        ),
        (row.bars != "", _("bars {bars}", bars=row.bars)),
        (row.bpm > 0, _("{bpm} bpm", bpm=number_var(row.bpm))),
        (row.minutes > 0, _("{done} of {all} min", done=row.minutes_done, all=row.minutes)),
        (row.repetitions > 0, _("{done} of {all} times", done=row.repetitions_done, all=row.repetitions)),
        ((row.minutes == 0) & (row.minutes_done > 0), _("{n} min practised", n=row.minutes_done)),
    ]
    drawn = [rx.cond(there, rx.el.li(said), rx.fragment()) for there, said in lines]
    share = rx.cond(row.minutes > 0, row.minutes_done / row.minutes, row.repetitions_done / row.repetitions)
    bar = rx.el.progress(max=1, value=share, aria_label=_("How much is done"), class_name="bar homework-bar")
    return rx.fragment(
        rx.el.ul(*drawn, class_name="homework-asks figures"),
        rx.cond((row.minutes > 0) | (row.repetitions > 0), bar, rx.fragment()),
    )


def _text(said: Any, there: Any) -> rx.Component:
    return rx.cond(there, rx.el.p(said, class_name="homework-note"), rx.fragment())


def _points(row: Any) -> rx.Component:
    """What it points to."""
    return rx.cond(
        row.references.length() > 0,
        rx.el.ul(rx.foreach(row.references, lambda one: _point(one, row)), class_name="homework-points"),
        rx.fragment(),
    )


def _point(one: Any, row: Any) -> rx.Component:
    moment = rx.cond(one.from_s >= 0, _("The moment at {time} of a take", time=clock_var(one.from_s)), _("A take"))
    away = {"target": "_blank", "rel": "noopener noreferrer"}
    link = rx.el.a(icon("arrow-right"), one.name, href=one.address, class_name="link-plain", **away)
    take = rx.el.a(icon("headphones"), moment, href=one.address, class_name="link-plain", data_testid="homework-moment")
    there = rx.cond(one.address != "", take, rx.el.span(icon("headphones"), moment))
    name = rx.cond(one.name != "", one.name, _("A sheet"))
    sheet = rx.el.a(icon("book-open"), name, href=one.address, class_name="link-plain", target="_blank", rel="noopener")
    return rx.el.li(rx.match(one.kind, ("link", link), ("file", sheet), ("example", _example(one, row)), there))


def _example(one: Any, row: Any) -> rx.Component:
    """How the teacher plays it."""
    return example(row.id, one.recording, one.name, film=one.film, from_s=one.from_s, to_s=one.to_s, mine=one.mine)


def _word(row: Any) -> rx.Component:
    """What the teacher wrote last."""
    name = rx.match(row.deed, ("reopened", _("Given back:")), _("Closed:"))
    quote = rx.el.blockquote(rx.el.span(name, class_name="quiet me-1.5"), row.said, class_name="homework-said")
    return rx.cond(row.said != "", quote, rx.fragment())


def _takes(row: Any) -> rx.Component:
    def taken(one: Any) -> rx.Component:
        day = day_var(one.at, day="numeric", month="short")
        words = _("Handed in on {day}", day=day)
        link = rx.el.a(
            icon("headphones"), words, href=one.address, class_name="link-plain", data_testid="homework-take"
        )
        return rx.el.li(link)

    listed = rx.el.ul(rx.foreach(row.takes, taken), class_name="homework-takes text-sm")
    return rx.cond(row.takes.length() > 0, listed, rx.fragment())


def hand_in_dialog(choices: Any, *, is_open: Any, hand_in: Any, on_close: Any) -> rx.Component:
    """Which take, or which session, is handed in."""

    def line(one: Any) -> rx.Component:
        at = date_var(one.at, weekday="short", day="numeric", month="short", hour="numeric", minute="2-digit")
        kind = rx.cond(
            one.recording == "", _("session without a recording"), rx.cond(one.film, _("film"), _("recording"))
        )
        return rx.el.li(
            rx.el.button(
                icon(rx.cond(one.recording == "", "clock", rx.cond(one.film, "video", "headphones"))),
                rx.el.span(
                    rx.el.span(at, class_name="row-title"),
                    rx.el.span(kind, " · ", duration_var(one.seconds), class_name="quiet text-sm"),
                    class_name="grid min-w-0 text-start",
                ),
                type="button",
                class_name="row w-full cursor-pointer",
                on_click=hand_in(one.session, one.recording),
                data_testid="homework-choice",
            ),
            key=one.key,
        )

    return dialog(
        _("What do you hand in?"),
        rx.el.p(_("A recording that you hand in is kept and shown to your teachers."), class_name="quiet text-sm"),
        rx.el.ul(rx.foreach(choices, line), class_name="rows homework-choices"),
        is_open=is_open,
        on_close=on_close,
        actions=[button(_("Not now"), variant="quiet", on_click=on_close)],
    )
