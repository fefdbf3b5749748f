"""The form in which one sets oneself a challenge."""

from typing import Any

import reflex as rx

from practice_app.components.ui.field import text_field
from practice_app.i18n import _
from practice_app.pages.shared.forms import form_dialog, form_error, wrong
from practice_app.state.awards import AwardsState

ERRORS = AwardsState.errors
PIECES: Any = AwardsState.pieces


def challenge_form() -> rx.Component:
    """What is counted, how much of it, from when to when."""
    counted = [("days", _("Days with practice")), ("minutes", _("Minutes")), ("repetitions", _("Repetitions"))]
    pieces = rx.foreach(PIECES, lambda row: rx.el.option(row.title, value=row.id, key=row.id))
    return form_dialog(
        "challenge",
        _("New challenge"),
        form_error(ERRORS),
        text_field(_("Name"), "title", max_length=120, auto_complete="off", error=wrong(ERRORS, "title")),
        _choice(_("What is counted"), "measure", *(rx.el.option(said, value=key) for key, said in counted)),
        text_field(_("How many"), "target", type="number", min=1, input_mode="numeric", error=wrong(ERRORS, "target")),
        _day(_("First day"), "from", AwardsState.first_day),
        _day(_("Last day"), "to", AwardsState.last_day),
        rx.cond(
            PIECES.length() > 0,
            _choice(_("Only on one piece"), "piece_id", rx.el.option(_("Any piece"), value=""), pieces),
            rx.fragment(),
        ),
        is_open=AwardsState.adding,
        on_close=AwardsState.close,
        on_submit=AwardsState.save,
        submit=_("Set challenge"),
    )


def _day(label: Any, name: str, begins: Any) -> rx.Component:
    return text_field(label, name, type="date", default_value=begins, error=wrong(ERRORS, name))


def _choice(label: Any, name: str, *options: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="field-label"),
        rx.el.select(*options, id=name, name=name, class_name="field-control", data_testid=f"challenge-{name}"),
        class_name="field",
    )
