"""A case and an appeal, as a moderator sees them."""

from typing import Any

import reflex as rx

from practice_app.components.moderation.words import ACTS, FLAGS, KINDS, REASONS, called
from practice_app.components.ui.button import button
from practice_app.components.ui.surface import badge
from practice_app.i18n import _, date_var, text_var

DAYS = {"1": _("for a day"), "7": _("for a week"), "30": _("for a month"), "365": _("for a year")}


def case_row(case: Any, queue: Any) -> rx.Component:
    """What was reported, by whom and why, and what can be done about it."""
    return rx.el.li(
        rx.el.div(
            badge(called(KINDS, case.kind), filled=True),
            rx.el.h3(case.name, class_name="row-title break-words"),
            badge(_("reported: {n}", n=case.reports)),
            rx.foreach(case.flags, lambda flag: badge(called(FLAGS, flag))),
            rx.cond(case.hidden, badge(_("out of sight until you have looked"))),
            rx.cond(case.before > 0, badge(_("measures before: {n}", n=case.before))),
            rx.el.span(date_var(case.at, dateStyle="medium"), class_name="quiet text-sm"),
            class_name="case-head",
        ),
        rx.cond(case.excerpt != "", rx.el.blockquote(case.excerpt, class_name="case-excerpt", tab_index=0)),
        rx.foreach(case.films, _film),
        rx.el.ul(rx.foreach(case.said, _said), class_name="case-said"),
        rx.cond(queue.opened == case.id, _decision(queue), _deeds(case, queue)),
        key=case.id,
        class_name="case",
        data_testid="moderation-case",
    )


def _film(film: Any) -> rx.Component:
    """A film that stands in it: moderators look at what they judge, hidden or not."""
    return rx.el.video(
        src="/api/v1/moderation/films/" + film.to(str),
        controls=True,
        preload="none",
        custom_attrs={"aria-label": _("A film"), "playsInline": True},
        key=film,
        class_name="case-film",
        data_testid="moderation-film",
    )


def _said(voice: Any) -> rx.Component:
    words = rx.cond(voice.text != "", rx.fragment(": ", voice.text), rx.fragment())
    return rx.el.li(voice.name, " · ", called(REASONS, voice.reason), words, key=voice.key)


def _deeds(case: Any, queue: Any) -> rx.Component:
    def deed(action: str) -> rx.Component:
        return button(
            ACTS[action],
            variant="secondary",
            size="small",
            on_click=queue.open(case.id, action),
            data_testid=f"moderation-{action}",
        )

    return rx.el.div(
        deed("dismiss"),
        rx.cond(case.can_hide, deed("hide")),
        deed("warn"),
        rx.cond(case.can_lock, deed("lock")),
        deed("suspend"),
        deed("ban"),
        class_name="case-deeds",
    )


def _decision(queue: Any) -> rx.Component:
    named = called(ACTS, queue.action)
    days = rx.el.select(
        *(rx.el.option(name, value=key) for key, name in DAYS.items()),
        name="days",
        default_value="7",
        aria_label=_("For how long"),
        class_name="field-control",
    )
    return rx.el.form(
        rx.el.p(named, class_name="font-semibold"),
        rx.cond(queue.action == "suspend", days),
        _why(queue),
        rx.el.div(
            button(_("Do it"), type="submit", data_testid="moderation-decide"),
            button(_("Cancel"), variant="quiet", on_click=queue.open("", "warn")),
            class_name="case-deeds",
        ),
        on_submit=queue.decide,
        no_validate=True,
        class_name="grid max-w-xl gap-3",
    )


def _why(queue: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(_("Why, as the person reads it"), html_for="why", class_name="field-label"),
        rx.el.textarea(id="why", name="reason", rows=3, max_length=1000, auto_focus=True, class_name="field-control"),
        rx.el.p(rx.cond(queue.problem != "", text_var(queue.problem, {}), ""), role="alert", class_name="field-error"),
        class_name="field",
    )


def appeal_row(appeal: Any, queue: Any) -> rx.Component:
    """An appeal: what was done by another, what is said to it, and the answer."""

    def answer(grant: bool, name: Any) -> rx.Component:
        return rx.el.form(
            rx.el.div(
                rx.el.label(name, html_for=f"answer-{grant}", class_name="field-label"),
                rx.el.input(id=f"answer-{grant}", name="reason", max_length=1000, class_name="field-control"),
                class_name="field",
            ),
            button(_("Answer"), type="submit", variant="secondary", size="small"),
            on_submit=lambda form: queue.answer(appeal.id, grant, form),
            no_validate=True,
            class_name="grid gap-2",
        )

    return rx.el.li(
        rx.el.div(
            badge(called(KINDS, appeal.kind), filled=True),
            rx.el.h3(appeal.name, class_name="row-title break-words"),
            class_name="case-head",
        ),
        rx.cond(appeal.excerpt != "", rx.el.blockquote(appeal.excerpt, class_name="case-excerpt", tab_index=0)),
        rx.foreach(appeal.films, _film),
        rx.el.p(_("What was done"), ": ", called(ACTS, appeal.action), " · ", appeal.reason, class_name="break-words"),
        rx.el.p(appeal.text, class_name="break-words font-semibold"),
        rx.el.div(
            answer(True, _("Take it back, because")),
            answer(False, _("Let it stay, because")),
            class_name="grid max-w-xl gap-4",
        ),
        key=appeal.id,
        class_name="case",
        data_testid="moderation-appeal",
    )
