"""`/moderation/mine`: what moderators did about something of one's own, why, by which rule, and the way to appeal."""

from typing import Any

import reflex as rx

from practice_app.components.moderation.words import DEEDS, KINDS, called
from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import badge, page_header, skeleton
from practice_app.i18n import _, date_var, text_var
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.moderation.mine import MeasuresState

M: Any = MeasuresState


def measures() -> rx.Component:
    """The page."""
    none = rx.el.p(_("Nothing was done about anything of yours."), class_name="quiet")
    rows = rx.el.ul(rx.foreach(M.measures, _row), class_name="max-w-2xl")
    return own_page(
        sheet("moderation/moderation.css"),
        page_header(
            _("What moderators did"),
            link_button(_("The log"), href="/moderation/log", variant="quiet", target="_blank", rel="noopener"),
            lead=_("About something of yours: what, why, by which rule. You may appeal once; another moderator looks."),
        ),
        seen_last(skeleton("h-32 w-full"), MeasuresState, ready=M.loaded),
        rx.cond(M.loaded, rx.cond(M.measures.length() > 0, rows, none), rx.fragment()),
        active="/moderation/mine",
    )


def _row(one: Any) -> rx.Component:
    ends = rx.el.p(_("Until {day}", day=date_var(one.until, dateStyle="long")), class_name="quiet text-sm")
    return rx.el.li(
        rx.el.div(
            badge(called(KINDS, one.kind), filled=True),
            rx.el.h2(called(DEEDS, one.action), class_name="row-title"),
            rx.cond(one.undone, badge(_("taken back"))),
            rx.el.span(date_var(one.at, dateStyle="medium"), class_name="quiet text-sm"),
            class_name="case-head",
        ),
        rx.el.blockquote(one.reason, class_name="case-excerpt"),
        rx.el.p(_("The rule: {rule}", rule=text_var(one.rule, {})), class_name="text-sm"),
        rx.cond(one.until != "", ends, rx.fragment()),
        rx.cond(one.appealed != "", _said(one), rx.cond(M.appealing == one.report_id, _form(), _offer(one))),
        key=one.report_id,
        class_name="case",
        data_testid="moderation-measure",
    )


def _said(one: Any) -> rx.Component:
    answer = rx.cond(one.decided, one.answer, _("Another moderator will look at it."))
    return rx.el.div(
        rx.el.p(_("You wrote: {what}", what=one.appealed), class_name="break-words"),
        rx.el.p(_("The answer: {what}", what=answer), class_name="break-words"),
        class_name="grid gap-1",
    )


def _offer(one: Any) -> rx.Component:
    return rx.el.div(
        button(_("Appeal"), variant="secondary", on_click=M.begin(one.report_id), data_testid="moderation-appeal-begin")
    )


def _form() -> rx.Component:
    wrong = rx.cond(M.problem != "", text_var(M.problem, {}), "")
    return rx.el.form(
        rx.el.label(_("What you have to say to it"), html_for="appeal-text", class_name="field-label"),
        rx.el.textarea(id="appeal-text", name="text", rows=4, max_length=2000, class_name="field-control"),
        rx.el.p(wrong, role="alert", class_name="field-error"),
        rx.el.div(
            button(_("Send"), type="submit", data_testid="moderation-appeal-send"),
            button(_("Cancel"), variant="quiet", on_click=M.begin("")),
            class_name="case-deeds",
        ),
        on_submit=M.appeal,
        no_validate=True,
        class_name="field max-w-xl",
    )
