"""Somebody who looks for a partner, and somebody who asked, as a page draws them."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button
from practice_app.i18n import _, word_var


def face(picture: Any, name: Any) -> rx.Component:
    """A picture, or the first letter of a name."""
    letter = rx.el.span(name.to(str)[0], class_name="partner-face", aria_hidden="true")
    return rx.cond(picture != "", rx.el.img(src=picture, alt="", class_name="partner-face"), letter)


def partner_row(person: Any, write: Any, form: rx.Component, asking: Any, report: Any) -> rx.Component:
    """Somebody who fits: why, what they play, and the way to ask them."""
    told = rx.el.p(
        rx.foreach(person.instruments, lambda one, n: rx.fragment(rx.cond(n > 0, ", ", ""), word_var(one))),
        rx.cond(person.level != "", rx.fragment(" · ", word_var(person.level)), rx.fragment()),
        " · ",
        person.languages,
        class_name="quiet text-sm break-words",
    )
    ask = button(_("Ask"), variant="secondary", size="small", on_click=write(person.id), data_testid="partners-ask")
    return rx.el.li(
        rx.el.div(
            face(person.picture, person.name),
            rx.el.div(
                rx.el.h3(person.name, class_name="row-title break-words"),
                told,
                class_name="min-w-0 grow",
            ),
            rx.el.span(_("fits {n} of 100", n=person.score), class_name="pill shrink-0", data_testid="partners-score"),
            class_name="partner-head",
        ),
        rx.cond(person.why != "", rx.el.p(person.why, data_testid="partners-why", class_name="break-words")),
        rx.cond(person.about != "", rx.el.p(person.about, class_name="partner-about")),
        rx.cond(asking == person.id, form, rx.el.div(ask, report, class_name="flex flex-wrap gap-3")),
        key=person.id,
        class_name="partner-row",
        data_testid="partners-row",
    )


def request_row(request: Any, answer: Any, end: Any, report: Any) -> rx.Component:
    """An ask: to answer, to wait for, or agreed on with the other's line."""
    return rx.el.li(
        rx.el.div(
            face(request.picture, request.name),
            rx.el.div(
                rx.el.h3(request.name, class_name="row-title break-words"),
                rx.el.p(_state(request), class_name="quiet text-sm"),
                class_name="min-w-0 grow",
            ),
            class_name="partner-head",
        ),
        rx.el.blockquote(request.text, class_name="partner-about"),
        rx.cond(request.status == "accepted", _agreed(request), rx.fragment()),
        rx.el.div(_deeds(request, answer, end), report, class_name="flex flex-wrap gap-3"),
        key=request.id,
        class_name="partner-row",
        data_testid="partners-request",
    )


def _state(request: Any) -> Any:
    waits = rx.cond(request.mine, _("You asked; no answer yet."), _("asks you"))
    return rx.match(
        request.status,
        ("accepted", _("You both would like to.")),
        ("declined", _("Not this time.")),
        waits,
    )


def _agreed(request: Any) -> rx.Component:
    line = rx.el.p(request.contact, class_name="partner-contact", data_testid="partners-contact")
    none = rx.el.p(_("They are not to be reached just now."), class_name="quiet")
    return rx.el.div(
        rx.el.p(_("How to reach {name}", name=request.name), class_name="eyebrow"),
        rx.cond(request.contact != "", line, none),
        rx.el.p(
            _("Only the two of you see this. Meet where others are about the first time."), class_name="quiet text-sm"
        ),
        class_name="grid gap-1",
    )


def _deeds(request: Any, answer: Any, end: Any) -> rx.Component:
    both = rx.fragment(
        button(_("Yes, gladly"), on_click=answer(request.id, True), data_testid="partners-accept"),
        button(_("No, thank you"), variant="quiet", on_click=answer(request.id, False), data_testid="partners-decline"),
    )
    take_back = button(_("Take it back"), variant="quiet", on_click=end(request.id), data_testid="partners-withdraw")
    ended = button(_("End it"), variant="quiet", on_click=end(request.id), data_testid="partners-end")
    waits = rx.cond(request.mine, take_back, both)
    return rx.match(
        request.status,
        ("accepted", ended),
        ("declined", button(_("Put it away"), variant="quiet", on_click=end(request.id))),
        waits,
    )
