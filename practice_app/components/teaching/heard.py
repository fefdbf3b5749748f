"""What teachers say about a session, as its student reads it: by its moments, answered in place, ticked off."""

from typing import Any

import reflex as rx
from reflex.event import no_args_event_spec

from practice_app.components.teaching.voice.sound import voice_heard
from practice_app.components.ui.button import button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.island import Island
from practice_app.components.ui.rating import rating_dots
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import badge
from practice_app.i18n import _, _n, clock_var, date_var
from practice_app.reflex_seams.published import published


class _Answering(Island):
    library = published("late.jsx")
    tag = "Answering"
    remark: rx.Var[str]
    recording: rx.Var[str]
    on_answered: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


class _Saying(Island):
    library = published("saying.jsx")
    tag = "Saying"
    session: rx.Var[str]
    on_said: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


def what_teachers_say(voices: Any, *, on_tick: Any, on_answered: Any, on_all: Any) -> rx.Component:
    """All that was said, a part for each teacher; nothing where nothing was.

    ``on_tick(id, done)`` by the student, ``on_answered`` after an answer, ``on_all`` when more is to be seen.
    """

    def remark(one: Any, voice: Any) -> rx.Component:
        return _remark(one, voice, on_tick, on_answered)

    said = rx.el.div(
        sheet("teaching/heard.css"),
        rx.foreach(voices, lambda voice: _voice(voice, remark, on_all)),
        class_name="heard",
        data_testid="feedback",
    )
    return rx.cond(voices.length() > 0, said, rx.fragment())


def said_of_session(rows: Any, session_id: Any, *, on_said: Any) -> rx.Component:
    """What a teacher said about a session as a whole, with what was answered, and the field to say more."""
    return rx.el.section(
        sheet("teaching/heard.css"),
        rx.el.h2(_("What you say")),
        rx.el.ul(rx.foreach(rows, lambda one: _own(one, on_said)), class_name="heard-list"),
        _Saying.create(session=session_id, on_said=on_said),
        class_name="heard-own",
        aria_label=_("What you say"),
    )


def said_to_child(voices: Any) -> rx.Component:
    """What teachers said to a child, to be read alone."""
    said = rx.el.div(
        sheet("teaching/heard.css"),
        rx.foreach(
            voices,
            lambda voice: rx.el.section(
                rx.el.h2(_("What {name} says", name=voice.name), class_name="break-words"),
                rx.el.ul(rx.foreach(voice.remarks, lambda one: _overheard(one, voice.name)), class_name="heard-list"),
                key=voice.id,
            ),
        ),
        class_name="heard",
        data_testid="feedback",
    )
    return rx.cond(voices.length() > 0, said, rx.fragment())


def _overheard(one: Any, name: Any) -> rx.Component:
    place = rx.cond(one.at_s >= 0, clock_var(one.at_s), _("About all of it"))
    drawn = rx.el.span(icon("pencil"), " ", _("drawn on the picture"))
    done = rx.el.span(icon("circle-check"), " ", _("Ticked off"))
    return rx.el.li(
        rx.el.p(
            rx.el.span(place, class_name="figures"),
            rx.cond(one.drawn, drawn, rx.fragment()),
            rx.cond(one.done, done, rx.fragment()),
            class_name="quiet flex flex-wrap gap-x-3 text-sm",
        ),
        rx.cond(one.rating > 0, rating_dots(one.rating), rx.fragment()),
        rx.cond(one.text != "", rx.el.p(one.text, class_name="heard-text"), rx.fragment()),
        voice_heard(one.voice_url, one.voice_status, name),
        rx.el.ul(rx.foreach(one.answers, _answer), class_name="heard-answers"),
        key=one.id,
        class_name="heard-mine",
        data_testid="feedback-item",
    )


def _own(one: Any, on_said: Any) -> rx.Component:
    return rx.el.li(
        rx.cond(one.rating > 0, rating_dots(one.rating), rx.fragment()),
        rx.cond(one.text != "", rx.el.p(one.text, class_name="heard-text"), rx.fragment()),
        rx.cond(one.done, rx.el.p(icon("circle-check"), " ", _("Ticked off"), class_name="quiet text-sm"), ""),
        rx.el.ul(rx.foreach(one.answers, _answer), class_name="heard-answers"),
        _Answering.create(remark=one.id, recording="", on_answered=on_said),
        key=one.id,
        class_name="heard-mine",
        data_testid="feedback-item",
    )


def _voice(voice: Any, remark: Any, on_all: Any) -> rx.Component:
    left = rx.cond(voice.open > 0, _n("{n} to mind", "{n} to mind", voice.open), _("All of it is ticked off."))
    parted = rx.el.p(
        _("{name} teaches you no more. What was said stays with you.", name=voice.name), class_name="quiet text-sm"
    )
    more = button(_n("Show {n} more", "Show {n} more", voice.more), variant="quiet", on_click=on_all)
    return rx.el.section(
        rx.el.h2(_("What {name} says", name=voice.name), class_name="break-words"),
        rx.el.p(left, class_name="quiet text-sm"),
        rx.cond(voice.teaches, rx.fragment(), parted),
        rx.el.ul(rx.foreach(voice.remarks, lambda one: remark(one, voice)), class_name="heard-list"),
        rx.cond(voice.more > 0, more, rx.fragment()),
        key=voice.id,
    )


def _remark(one: Any, voice: Any, on_tick: Any, on_answered: Any) -> rx.Component:
    answering = _Answering.create(remark=one.id, recording=one.recording_id, on_answered=on_answered)
    return rx.el.li(
        _tick(one, on_tick),
        rx.el.div(
            rx.el.p(
                _place(one), rx.cond(one.rating > 0, rating_dots(one.rating), rx.fragment()), class_name="heard-at"
            ),
            rx.cond(one.text != "", rx.el.p(one.text, class_name="heard-text"), rx.fragment()),
            voice_heard(one.voice_url, one.voice_status, voice.name),
            rx.cond(one.gone, rx.el.p(_gone(one), class_name="quiet text-sm"), rx.fragment()),
            rx.el.ul(rx.foreach(one.answers, _answer), class_name="heard-answers"),
            rx.cond(voice.teaches, answering, rx.fragment()),
            class_name="min-w-0",
        ),
        key=one.id,
        class_name=rx.cond(one.done, "heard-one heard-done", "heard-one"),
        id="said-" + one.id.to(str),
        data_testid="feedback-item",
        custom_attrs={"data-id": one.id, "data-done": rx.cond(one.done, "true", "false")},
    )


def _tick(one: Any, on_tick: Any) -> rx.Component:
    label = rx.cond(one.done, _("Done. Tap to take that back."), _("Tick off: I have worked on it"))
    return rx.el.button(
        rx.cond(one.done, icon("circle-check"), rx.el.span(class_name="heard-ring", aria_hidden="true")),
        type="button",
        role="checkbox",
        aria_checked=rx.cond(one.done, "true", "false"),
        aria_label=label,
        title=label,
        on_click=on_tick(one.id, ~one.done),
        class_name="heard-tick",
        data_testid="feedback-done",
    )


def _place(one: Any) -> rx.Component:
    """The moment, to be gone to where there is something to play; else in words."""
    span = rx.cond(
        one.until > one.second,
        rx.fragment(clock_var(one.second), "–", clock_var(one.until)),
        rx.fragment(clock_var(one.second)),
    )
    end = rx.cond(one.until > one.second, one.until, one.second)
    code = f"JSON.stringify([{{start_s: {one.second!s}, end_s: {end!s}}}])"
    moments = rx.Var(code, _var_data=one._get_all_var_data()).to(str)
    go = rx.el.button(
        rx.cond(one.gone, rx.fragment(), icon("play")),
        rx.el.span(span, class_name="figures"),
        type="button",
        class_name="heard-go",
        data_testid="feedback-moment",
        custom_attrs={"data-second": one.second, "data-moments": moments, "data-look": ""},
    )
    whole = rx.el.span(_("About all of it"), class_name="quiet")
    drawn = rx.el.span(icon("pencil"), " ", _("drawn on the picture"), class_name="quiet text-sm")
    return rx.fragment(
        rx.cond(one.second >= 0, go, rx.cond(one.at_s >= 0, rx.fragment(), whole)),
        rx.cond(one.drawn, drawn, rx.fragment()),
        rx.cond(one.fresh, badge(_("New"), filled=True), rx.fragment()),
    )


def _gone(one: Any) -> Any:
    at = clock_var(one.at_s)
    return rx.cond(
        one.second >= 0,
        _("The recording is gone. What was said about it stays."),
        _("At {at} of a recording that is gone. What was said about it stays.", at=at),
    )


def _answer(one: Any) -> rx.Component:
    when = date_var(one.at, day="numeric", month="short", hour="numeric", minute="2-digit")
    return rx.el.li(
        rx.el.p(
            rx.el.span(rx.cond(one.mine, _("You"), one.name), class_name="font-semibold"),
            " ",
            rx.el.span(when, class_name="quiet"),
            " ",
            rx.cond(one.fresh, badge(_("New"), filled=True), rx.fragment()),
            class_name="text-sm",
        ),
        rx.cond(one.text != "", rx.el.p(one.text, class_name="heard-text"), rx.fragment()),
        voice_heard(one.voice_url, one.voice_status, rx.cond(one.mine, _("You"), one.name)),
        key=one.id,
        data_testid="feedback-reply",
    )
