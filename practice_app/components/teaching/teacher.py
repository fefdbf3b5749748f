"""A teacher as their student sees them: since when, and what exactly they see."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from practice_app.components.ui.button import button
from practice_app.i18n import _, _n, date_var, duration_var


@dataclass(frozen=True)
class Deeds:
    """What happens on a tap: what came before is shown or not, an end is asked for, and made."""

    show: Any
    ask: Any
    end: Any


def teacher_card(teacher: Any, asked: Any, deeds: Deeds) -> rx.Component:
    """One teacher with all that they see."""
    return rx.el.li(
        _who(teacher),
        rx.el.h3(_("What {name} sees", name=teacher.name), class_name="text-base font-semibold"),
        rx.el.ul(*_seen(teacher), class_name="grid list-disc gap-1 ps-5", data_testid="teacher-sees"),
        rx.el.p(_UNSEEN, class_name="quiet max-w-prose text-sm"),
        _history(teacher, deeds),
        rx.cond(asked == teacher.key, _question(teacher, deeds), _offer(teacher, deeds)),
        key=teacher.key,
        class_name="grid grid-cols-[minmax(0,1fr)] gap-4 py-6",
        data_testid="teacher",
    )


_UNSEEN = _(
    "Never seen: recordings that you don't share, what you note beside your pieces and their sheet music, goals, and"
    " your address."
)


def _who(teacher: Any) -> rx.Component:
    face = rx.cond(
        teacher.picture != "",
        rx.el.img(src=teacher.picture, alt="", class_name="size-14 shrink-0 rounded-full object-cover"),
        rx.el.span(
            teacher.name.to(str)[0],
            class_name="grid size-14 shrink-0 place-items-center rounded-full bg-base-200 text-xl",
            aria_hidden="true",
        ),
    )
    sure = rx.cond(teacher.verified, _("confirmed as a teacher"), _("says that they teach"))
    day = date_var(teacher.since, dateStyle="medium")
    return rx.el.div(
        face,
        rx.el.div(
            rx.el.h2(teacher.name, class_name="row-title text-xl break-words"),
            rx.cond(
                teacher.child != "",
                rx.el.p(_("{name}'s teacher", name=teacher.child_name), data_testid="teacher-of"),
                rx.fragment(),
            ),
            rx.el.p(sure, " · ", _("connected since {day}", day=day), class_name="quiet text-sm"),
            class_name="min-w-0",
        ),
        class_name="flex items-center gap-4",
    )


def _seen(teacher: Any) -> list[rx.Component]:
    days = _n("on {n} day", "on {n} days", teacher.days)
    sessions = _n("{n} session", "{n} sessions", teacher.sessions)
    counted = _("{sessions} {days}, {time} in all", sessions=sessions, days=days, time=duration_var(teacher.seconds))
    none = _("no session yet; from now on each one, when it is saved")
    notes = _n("what you wrote about {n} of them", "what you wrote about {n} of them", teacher.notes)
    heard = _("what Woodshed heard in them: how much you played, tempo, intonation and the like")
    pieces = _n("{n} piece with its sections", "{n} pieces with their sections", teacher.pieces)
    takes = _n("{n} recording that you share", "{n} recordings that you share", teacher.recordings)
    some = teacher.sessions > 0
    lines = [(True, rx.cond(some, counted, none)), (teacher.notes > 0, notes), (some, heard)]
    lines += [(teacher.pieces > 0, pieces)]
    shown = [
        rx.cond(when, rx.el.li(said), rx.fragment()) if when is not True else rx.el.li(said) for when, said in lines
    ]
    return [*shown, rx.el.li(rx.cond(teacher.recordings > 0, takes, _("no recording: you share none")))]


def _history(teacher: Any, deeds: Deeds) -> rx.Component:
    means = rx.cond(
        teacher.earlier > 0,
        _n(
            "{n} session came before you were connected", "{n} sessions came before you were connected", teacher.earlier
        ),
        _("There is nothing from before you were connected"),
    )
    return rx.el.label(
        rx.el.span(
            rx.el.span(_("Show what came before, too"), class_name="block"),
            rx.el.span(means, class_name="quiet block text-sm"),
            class_name="min-w-0 grow",
        ),
        rx.el.input(
            type="checkbox",
            role="switch",
            checked=teacher.history,
            on_change=deeds.show(teacher.id, teacher.child, ~teacher.history),
            class_name="toggle shrink-0",
            data_testid="teacher-history",
        ),
        class_name="flex min-h-14 max-w-xl cursor-pointer items-center gap-4",
    )


def _offer(teacher: Any, deeds: Deeds) -> rx.Component:
    return rx.el.div(
        button(_("End the connection"), variant="secondary", on_click=deeds.ask(teacher.key), data_testid="teacher-end")
    )


def _question(teacher: Any, deeds: Deeds) -> rx.Component:
    said = _(
        "{name} sees nothing of yours from that moment on. To connect again takes a new invitation.", name=teacher.name
    )
    end = deeds.end(teacher.id, teacher.child)
    sure = button(_("End it"), variant="danger", on_click=end, data_testid="teacher-end-sure")
    return rx.el.div(
        rx.el.p(said, class_name="max-w-prose"),
        rx.el.div(
            sure,
            button(_("Leave it"), variant="quiet", on_click=deeds.ask("")),
            class_name="flex flex-wrap gap-3",
        ),
        role="group",
        class_name="grid gap-3",
    )
