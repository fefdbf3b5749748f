"""What somebody says who looks for a partner."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.icon import icon
from practice_app.i18n import _
from practice_app.pages.shared.forms import form_error, wrong
from practice_app.services.partners import SPEAKERS
from practice_app.state.partners import PartnersState
from practice_app.words import LEVELS

MINE: Any = PartnersState.mine
PROBLEMS: Any = PartnersState.problems
WISHES = {
    "accountability": _("somebody to hold each other to practising"),
    "duets": _("somebody to play duets with"),
    "feedback": _("somebody who listens and says something about it"),
}
WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
PARTS = {"morning": _("Morning"), "afternoon": _("Afternoon"), "evening": _("Evening")}


def looking_form() -> rx.Component:
    """The form; it begins with what was said last."""
    return rx.el.form(
        form_error(PROBLEMS),
        _several(_("I look for"), "looking_for", [(f"wish-{key}", name, key) for key, name in WISHES.items()]),
        text_field(
            _("Instruments"),
            "instruments",
            default_value=MINE.instruments,
            hint=_("With commas between them."),
            error=wrong(PROBLEMS, "instruments"),
            max_length=600,
            auto_complete="off",
        ),
        _level(),
        _several(_("Languages"), "languages", [(f"language-{key}", name, key) for key, name in SPEAKERS.items()]),
        _week(),
        _about(),
        text_field(
            _("How somebody reaches me"),
            "contact",
            default_value=MINE.contact,
            hint=_("One line, like an address or a name elsewhere. Only who you agree with reads it, and nobody else."),
            error=wrong(PROBLEMS, "contact"),
            max_length=200,
            auto_complete="off",
        ),
        rx.el.div(
            button(_("Save"), type="submit", data_testid="partners-save"),
            button(_("Cancel"), variant="quiet", on_click=PartnersState.edit(False)),
            class_name="flex flex-wrap gap-3",
        ),
        on_submit=PartnersState.save,
        no_validate=True,
        class_name="grid max-w-xl gap-5",
        data_testid="partners-form",
    )


def _several(title: Any, name: str, choices: list[tuple[str, Any, str]]) -> rx.Component:
    """Several boxes under one title, with what is wrong with them."""
    chosen: Any = getattr(MINE, name)
    boxes = [
        rx.el.label(
            rx.el.input(type="checkbox", name=field, default_checked=chosen.contains(key), value="on"),
            rx.el.span(text),
            class_name="partner-choice",
        )
        for field, text, key in choices
    ]
    return rx.el.fieldset(
        rx.el.legend(title, class_name="field-label"),
        rx.el.div(*boxes, class_name="partner-choices"),
        _said(name),
        class_name="field",
    )


def _said(name: str) -> rx.Component:
    shown = rx.fragment(icon("circle-alert"), wrong(PROBLEMS, name))
    return rx.el.p(rx.cond(PROBLEMS[name], shown, rx.fragment()), role="alert", class_name="field-error")


def _level() -> rx.Component:
    options = [
        rx.el.option(_("Not said"), value=""),
        *(rx.el.option(_(name), value=key) for key, name in LEVELS.items()),
    ]
    return rx.el.div(
        rx.el.label(_("Level"), html_for="level", class_name="field-label"),
        rx.el.select(*options, id="level", name="level", default_value=MINE.level, class_name="field-control"),
        class_name="field",
    )


def _week() -> rx.Component:
    head = rx.el.tr(rx.el.td(), *(rx.el.th(name, scope="col") for name in PARTS.values()))
    rows = [
        rx.el.tr(
            rx.el.th(day, scope="row"),
            *(rx.el.td(_hour(number, part, day, name)) for part, name in PARTS.items()),
        )
        for number, day in enumerate(WEEKDAYS)
    ]
    return rx.el.fieldset(
        rx.el.legend(_("When I have time"), class_name="field-label"),
        rx.el.table(rx.el.thead(head), rx.el.tbody(*rows), class_name="partner-week"),
        rx.el.p(
            _("By your clocks ({zone}); others see it by theirs.", zone=PartnersState.timezone), class_name="field-hint"
        ),
        class_name="field",
    )


def _hour(number: int, part: str, day: Any, name: Any) -> rx.Component:
    box = rx.el.input(
        type="checkbox",
        name=f"hours-{number}-{part}",
        default_checked=MINE.hours.contains(f"{number} {part}"),
        value="on",
        aria_label=day + ", " + name,
    )
    return rx.el.label(box)


def _about() -> rx.Component:
    area = rx.el.textarea(
        id="about",
        name="about",
        default_value=MINE.about,
        rows=3,
        max_length=500,
        class_name="field-control",
    )
    return rx.el.div(
        rx.el.label(_("A few words (may stay empty)"), html_for="about", class_name="field-label"),
        area,
        _said("about"),
        class_name="field",
    )
