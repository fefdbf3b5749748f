"""The forms over the pages of the repertoire: a piece, a section, the bar at which one is parted."""

from typing import Any

import reflex as rx

from practice_app.components.pieces.islands import which_piece
from practice_app.components.pieces.words import STATUS
from practice_app.components.ui.button import button
from practice_app.components.ui.field import text_field
from practice_app.i18n import _, word_var
from practice_app.pages.shared.forms import form_dialog, form_error, wrong
from practice_app.state.pieces.piece import PieceState
from practice_app.words import INSTRUMENTS

BPM = {"type": "number", "min": 10, "max": 400, "input_mode": "numeric"}
BAR = {"type": "number", "min": 0, "input_mode": "numeric"}


def piece_form(title: Any, piece: Any, errors: Any, **form: Any) -> rx.Component:
    """The form for a piece; ``is_open``, ``on_close`` and ``on_submit`` say what becomes of it."""
    known = {"title_error": wrong(errors, "title"), "composer_error": wrong(errors, "composer")}
    return form_dialog(
        "piece-form",
        title,
        form_error(errors),
        which_piece(piece, **known),
        rx.el.div(
            _choice(_("Status"), "status", piece.status, [(key, said) for key, said in STATUS.items()]),
            _instrument(piece, errors),
            number(_("Target tempo"), "target_bpm", piece.target_bpm, 1, errors, **BPM),
            text_field(
                _("Length in minutes"),
                "minutes",
                default_value=piece.minutes,
                error=wrong(errors, "duration_s"),
                max_length=8,
                placeholder="4:30",
            ),
            _choice(_("Difficulty"), "difficulty", _or_none(piece.difficulty), _difficulties()),
            _choice(_("Beats that are heard"), "bpm_ratio", _or_none(piece.bpm_ratio), _beats()),
            class_name="grid grid-cols-1 gap-4 sm:grid-cols-2",
        ),
        _notes(piece, errors),
        submit=_("Save piece"),
        **form,
    )


def _or_none(value: Any) -> Any:
    return rx.cond(value > 0, value.to_string(), "")


def _difficulties() -> list[tuple[str, Any]]:
    said = {1: _("1 · first pieces"), 10: _("10 · concert literature")}
    return [("", _("not said")), *((str(n), said.get(n, str(n))) for n in range(1, 11))]


def _beats() -> list[tuple[str, Any]]:
    """What the analysis takes for a beat, beside what the player counts."""
    return [
        ("", _("as many as I count")),
        ("2", _("twice as many as I count")),
        ("3", _("three times as many")),
        ("1.5", _("one and a half times as many")),
        ("0.5", _("half as many as I count")),
    ]


def _instrument(piece: Any, errors: Any) -> rx.Component:
    listed = rx.el.datalist(*(rx.el.option(value=word_var(key)) for key in INSTRUMENTS), id="instrument-words")
    field = text_field(
        _("Instrument"),
        "instrument",
        default_value=word_var(piece.instrument),
        error=wrong(errors, "instrument"),
        list="instrument-words",
        max_length=60,
        auto_complete="off",
    )
    return rx.fragment(field, listed)


def _choice(label: Any, name: str, value: Any, options: list[tuple[str, Any]]) -> rx.Component:
    listed = [rx.el.option(said, value=key) for key, said in options]
    select = rx.el.select(*listed, id=name, name=name, default_value=value, class_name="field-control")
    return rx.el.div(rx.el.label(label, html_for=name, class_name="field-label"), select, class_name="field")


def _notes(piece: Any, errors: Any) -> rx.Component:
    area = rx.el.textarea(
        id="notes", name="notes", default_value=piece.notes, max_length=10_000, rows="4", class_name="field-control"
    )
    return rx.el.div(
        rx.el.label(_("Notes"), html_for="notes", class_name="field-label"),
        area,
        rx.el.p(wrong(errors, "notes"), role="alert", class_name="field-error empty:hidden"),
        class_name="field",
    )


def text(label: Any, name: str, value: Any, errors: Any, **props: Any) -> rx.Component:
    """A line of a form."""
    return text_field(label, name, default_value=value, error=wrong(errors, name), **props)


def number(label: Any, name: str, value: Any, least: int, errors: Any, **props: Any) -> rx.Component:
    """A number that may be left out."""
    return text(label, name, rx.cond(value >= least, value.to_string(), ""), errors, **props)


def section_form() -> rx.Component:
    """The form for a section, with what else can be done with one that is there."""
    passage, errors = PieceState.passage, PieceState.errors
    there = passage.id != ""
    more = rx.el.div(
        _deed("minus", _("Split"), on_click=PieceState.part, data_testid="section-split"),
        rx.cond(
            passage.last,
            rx.fragment(),
            _deed("plus", _("Join with the next"), on_click=PieceState.join(passage.id), data_testid="section-join"),
        ),
        _deed("trash-2", _("Delete section"), on_click=PieceState.delete_section(passage.id)),
        class_name="flex flex-wrap gap-1",
    )
    return form_dialog(
        "section-form",
        rx.cond(there, _("Edit section"), _("Add a section")),
        form_error(errors),
        text(_("Name"), "title", passage.title, errors, max_length=200, auto_focus=True),
        rx.el.div(
            number(_("First bar"), "bar_start", passage.bar_start, 0, errors, **BAR),
            number(_("Last bar"), "bar_end", passage.bar_end, 0, errors, **BAR),
            number(_("Tempo now"), "current_bpm", passage.current_bpm, 1, errors, **BPM),
            number(_("Target tempo"), "target_bpm", passage.target_bpm, 1, errors, **BPM),
            class_name="grid grid-cols-2 gap-4",
        ),
        is_open=PieceState.form == "section",
        on_close=PieceState.close("section"),
        on_submit=PieceState.save_section,
        submit=_("Save section"),
        more=rx.cond(there, more, rx.fragment()),
    )


def _deed(icon: str, label: Any, **props: Any) -> rx.Component:
    return button(label, variant="quiet", size="small", icon=icon, **props)


def split_form() -> rx.Component:
    """At which bar the section is parted."""
    return form_dialog(
        "split-form",
        _("Split {title}", title=PieceState.passage.title),
        text(
            _("The second part begins at bar"),
            "bar",
            "",
            PieceState.errors,
            hint=_("What you practised so far stays with the first part."),
            auto_focus=True,
            **BAR,
        ),
        is_open=PieceState.form == "split",
        on_close=PieceState.close("split"),
        on_submit=PieceState.split,
        submit=_("Split"),
    )
