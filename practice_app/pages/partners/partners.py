"""`/partners`: who looks for somebody to practise with, why they fit, and who asked whom."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from practice_app.components.partners.person import partner_row, request_row
from practice_app.components.ui.button import button
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, notice, page_header, skeleton
from practice_app.i18n import _, text_var
from practice_app.pages.forum.around import block_button, block_dialog
from practice_app.pages.partners.form import looking_form
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.pages.shared.reporting import report_button, report_dialog, unless_reported
from practice_app.state.partners import PartnersState

S: Any = PartnersState


@dataclass(frozen=True)
class _Named:
    """Somebody as what stands around words on the board asks for them."""

    author: Any
    author_id: Any


def partners() -> rx.Component:
    """The page."""
    return own_page(
        sheet("partners/partners.css"),
        page_header(
            _("Practice partners"),
            rx.cond(S.looking & ~S.editing, _change(), rx.fragment()),
            lead=_("Find somebody to practise with. You agree here and meet elsewhere."),
        ),
        seen_last(_skeleton(), PartnersState, ready=S.loaded),
        rx.cond(S.loaded, _told(), rx.fragment()),
        report_dialog(S.load),
        block_dialog(S.load),
        active="/partners",
    )


def _change() -> rx.Component:
    return rx.fragment(
        button(_("Change"), variant="quiet", icon="pencil", on_click=S.edit(True), data_testid="partners-edit"),
    )


def _told() -> rx.Component:
    return rx.el.div(
        rx.cond(S.may, rx.fragment(), _may_not()),
        rx.cond(S.requests.length() > 0, _requests(), rx.fragment()),
        rx.cond(S.editing, looking_form(), rx.cond(S.may, rx.cond(S.looking, _found(), _begin()), rx.fragment())),
        class_name="grid gap-10",
    )


def _may_not() -> rx.Component:
    return notice(
        _(
            "Partners are for grown-ups. Somebody who looks after you can allow it: then you meet others of your age"
            " whose guardians allow it, too."
        )
    )


def _begin() -> rx.Component:
    return empty_state(
        _("Practising is easier in company"),
        _(
            "Say what you play, when you have time and what you look for. You see who fits and why; they see you, and"
            " never your address. It ends by itself when you don't look for thirty days."
        ),
        button(_("Look for a partner"), on_click=S.edit(True), data_testid="partners-begin"),
    )


def _requests() -> rx.Component:
    rows = rx.foreach(S.requests, _request)
    return rx.el.section(
        rx.el.h2(_("Asked"), class_name="text-2xl"),
        rx.el.ul(rows, class_name="rows max-w-2xl"),
    )


def _found() -> rx.Component:
    rows = rx.foreach(S.found, _person)
    none = rx.el.p(_("Nobody else looks yet. You are told when somebody asks you."), class_name="quiet max-w-prose")
    return rx.el.section(
        rx.el.h2(_("Who fits"), class_name="text-2xl"),
        rx.cond(S.found.length() > 0, rx.el.ul(rows, class_name="rows max-w-2xl", data_testid="partners"), none),
        rx.el.p(
            button(_("Look no more"), variant="quiet", on_click=S.stop, data_testid="partners-stop"),
            class_name="mt-6",
        ),
    )


def _request(one: Any) -> rx.Component:
    report = rx.cond(one.mine, rx.fragment(), report_button("partner_request", one.id))
    apart = rx.fragment(report, block_button(_Named(one.name, one.person)))
    return unless_reported(one.id, request_row(one, S.answer, S.end, apart))


def _person(one: Any) -> rx.Component:
    apart = rx.fragment(report_button("user", one.id), block_button(_Named(one.name, one.id)))
    drawn = partner_row(one, S.write, _write(), S.asking, apart)
    return unless_reported(one.id, drawn)


def _write() -> rx.Component:
    """A word to somebody."""
    wrong = rx.cond(S.problems["text"], text_var(S.problems["text"], {}), "")
    return rx.el.form(
        rx.el.label(_("What you write to them"), html_for="ask-text", class_name="field-label"),
        rx.el.textarea(id="ask-text", name="text", rows=3, max_length=500, auto_focus=True, class_name="field-control"),
        rx.el.p(wrong, role="alert", class_name="field-error"),
        rx.el.p(
            _("They see your name and these words. How to reach you they see once they say yes, and you the same."),
            class_name="field-hint",
        ),
        rx.el.div(
            button(_("Ask"), type="submit", data_testid="partners-ask-send"),
            button(_("Cancel"), variant="quiet", on_click=S.write("")),
            class_name="flex flex-wrap gap-3",
        ),
        on_submit=S.ask,
        no_validate=True,
        class_name="field",
    )


def _skeleton() -> rx.Component:
    row = rx.el.div(skeleton("size-11 rounded-full"), skeleton("h-6 w-48"), class_name="flex items-center gap-4")
    return rx.el.div(row, row, row, class_name="grid max-w-2xl gap-6", aria_busy="true")
