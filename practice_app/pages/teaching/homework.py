"""`/homework`: what one was given to practise, and how far it is; for who teaches what they gave."""

from typing import Any

import reflex as rx

from practice_app.components.teaching.giving.island import give_homework, homework_deeds
from practice_app.components.teaching.homework import hand_in_dialog, homework_item
from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.teaching.homework import HomeworkState

S: Any = HomeworkState


def homework() -> rx.Component:
    """The page."""
    return own_page(
        sheet("teaching/homework.css"),
        page_header(_("Homework")),
        seen_last(_skeleton(), HomeworkState, "loaded", "taught", "somebody", "mine", "done", ready=S.loaded),
        rx.cond(S.loaded, _loaded(), rx.fragment()),
        hand_in_dialog(S.choices, is_open=S.handing != "", hand_in=S.hand_in, on_close=S.close),
        active="/homework",
    )


def _loaded() -> rx.Component:
    return rx.el.div(rx.cond(S.both, _views(), rx.fragment()), rx.cond(S.view == "given", _given(), _mine()))


def _views() -> rx.Component:
    return _segments(_("Whose homework"), S.view, S.look_at, ("mine", _("Mine")), ("given", _("Given by me")))


def _segments(label: Any, chosen: Any, choose: Any, *pairs: tuple[str, Any]) -> rx.Component:
    def one(key: str, name: Any) -> rx.Component:
        tick = rx.el.input(type="radio", value=key, checked=chosen == key, on_change=choose(key))
        return rx.el.label(tick, name, class_name="segment")

    drawn = (one(key, name) for key, name in pairs)
    return rx.el.div(
        *drawn, role="radiogroup", aria_label=label, class_name="segmented segmented-wide homework-which mb-5"
    )


def _mine() -> rx.Component:
    listed = rx.el.ul(rx.foreach(S.mine, _own), class_name="homework-list", data_testid="homework-open")
    return rx.el.div(
        rx.cond(S.mine.length() > 0, listed, _nothing()),
        rx.cond(S.done.length() > 0, _done(), rx.fragment()),
        class_name="grid gap-10",
    )


def _own(row: Any) -> rx.Component:
    practise = link_button(
        _("Practise this"),
        href="/practice?homework=" + row.id,
        variant="secondary",
        icon="play",
        data_testid="homework-practise",
    )
    words = rx.cond(row.status == "handed_in", _("Hand in another take"), _("Hand in"))
    hand_in = button(words, variant="quiet", icon="upload", on_click=S.ask(row.id), data_testid="homework-hand-in")
    return homework_item(row, practise, rx.cond(row.status == "new", rx.fragment(), hand_in))


def _done() -> rx.Component:
    more = button(_("Show more"), variant="quiet", size="small", on_click=S.more)
    return rx.el.section(
        rx.el.h2(_("Done"), class_name="mb-2 text-xl"),
        rx.el.ul(rx.foreach(S.done, _past), class_name="homework-list", data_testid="homework-done"),
        rx.cond(S.done_cursor != "", more, rx.fragment()),
    )


def _past(row: Any) -> rx.Component:
    return homework_item(row)


def _nothing() -> rx.Component:
    open_none = empty_state(
        _("No homework is open"),
        _("What your teacher gives you to practise stands here."),
        link_button(_("Start practising"), href="/practice"),
    )
    nobody = empty_state(
        _("No homework"),
        _("Once a teacher is connected, what they give you to practise stands here."),
        link_button(_("Connect with a teacher"), href="/teachers"),
    )
    return rx.cond(S.taught | (S.done.length() > 0), open_none, nobody)


def _given() -> rx.Component:
    """What a teacher gave, each student's together; or how one comes by a student."""
    nobody = empty_state(
        _("No students yet"),
        _("Whoever lets you in can be given homework: a passage, a tempo, a day."),
        link_button(_("Invite a student"), href="/students/invite"),
    )
    return rx.cond(S.somebody | (S.given.length() > 0) | (S.which == "done"), _gave(), nobody)


def _gave() -> rx.Component:
    none = rx.el.p(
        rx.cond(S.which == "open", _("Nothing that you gave is open."), _("Nothing that you gave is done yet.")),
        class_name="quiet",
    )
    more = button(_("Show more"), variant="quiet", size="small", on_click=S.more_given)
    return rx.el.div(
        rx.el.div(give_homework(S.user_id), class_name="mb-5"),
        _segments(_("Which homework"), S.which, S.choose, ("open", _("Open")), ("done", _("Done"))),
        rx.cond(
            S.given.length() > 0,
            rx.el.ul(rx.foreach(S.given, _of_student), class_name="homework-list", data_testid="homework-given"),
            none,
        ),
        rx.cond(S.given_cursor != "", more, rx.fragment()),
    )


def _of_student(row: Any) -> rx.Component:
    name = rx.el.a(row.other, href="/students/" + row.other_id, class_name="link-plain tapped")
    heading = rx.cond(row.heads, rx.el.h2(name, class_name="homework-student"), rx.fragment())
    return homework_item(row, homework_deeds(S.user_id, row.id, row.status), heading=heading)


def _skeleton() -> rx.Component:
    row = rx.el.div(skeleton("h-6 w-56"), skeleton("h-4 w-40"), skeleton("h-11 w-36"), class_name="grid gap-2 py-4")
    return rx.el.div(row, row, row, class_name="grid max-w-2xl", aria_busy="true")
