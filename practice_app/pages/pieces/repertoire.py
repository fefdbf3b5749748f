"""The pieces one works on, and their passages."""

from typing import Any

import reflex as rx

from practice_app.components.pieces.list import add_piece, search, unsent_pieces
from practice_app.components.pieces.story import story
from practice_app.components.ui.button import button, icon_button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.stave import stave
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _, day_var, duration_var, number_var
from practice_app.pages.shared.forms import form_dialog, form_error, wrong
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.services.pieces import WEEKS
from practice_app.state.pieces import MOST_LISTED, PiecesState

ROWS: Any = PiecesState.rows
PASSAGES: Any = PiecesState.passages
SEARCHED = 8
"""A list of fewer pieces is seen at a glance."""
BPM = {"type": "number", "min": 10, "max": 400, "input_mode": "numeric"}
BAR = {"type": "number", "min": 0, "input_mode": "numeric"}


def pieces() -> rx.Component:
    """The list; a piece opens to its passages."""
    return own_page(
        sheet("pieces/pieces.css"),
        page_header(_("Pieces"), add_piece(PiecesState.add)),
        unsent_pieces(PiecesState.arrived),
        seen_last(_skeleton(), PiecesState, "loaded", "rows", "next_cursor", ready=PiecesState.loaded),
        rx.cond(PiecesState.loaded, _found(), rx.fragment()),
        _piece_form(),
        _section_form(),
        active="/pieces",
        undoable=PiecesState.undo_number,
        on_undo=PiecesState.undo,
    )


def _found() -> rx.Component:
    """The list with the field to search it, once it is long enough to get lost in."""
    looked_for = PiecesState.query != ""
    return rx.fragment(
        rx.cond(looked_for | (ROWS.length() >= SEARCHED), search(PiecesState.query, PiecesState.search), rx.fragment()),
        rx.cond(
            ROWS.length() > 0,
            _list(),
            rx.cond(
                looked_for, rx.el.p(_("No piece has these words."), class_name="quiet", role="status"), _none_yet()
            ),
        ),
    )


def _list() -> rx.Component:
    more = button(_("Show more"), variant="quiet", class_name="mt-2 w-full", on_click=PiecesState.more)
    rest = rx.el.p(_("The others are found by a few letters."), class_name="quiet mt-4 text-center")
    return rx.fragment(
        rx.el.ul(rx.foreach(ROWS, _piece), class_name="rows pieces"),
        rx.cond(PiecesState.next_cursor != "", more, rx.cond(ROWS.length() >= MOST_LISTED, rest, rx.fragment())),
    )


def _piece(row: Any) -> rx.Component:
    is_open = PiecesState.opened == row.id
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                rx.el.span(row.title, class_name="piece-title"),
                rx.cond(row.composer != "", rx.el.span(row.composer, class_name="quiet"), rx.fragment()),
                class_name="min-w-0 grid text-start break-words",
            ),
            rx.el.span(_practised(row), class_name="piece-time"),
            icon("chevron-down", class_name="piece-chevron"),
            type="button",
            class_name="piece",
            aria_expanded=rx.cond(is_open, "true", "false"),
            on_click=PiecesState.toggle(row.id),
            data_testid="piece",
        ),
        rx.cond(is_open, _open_piece(row), rx.fragment()),
    )


def _practised(row: Any) -> Any:
    last = day_var(row.last, day="numeric", month="short")
    return rx.cond(
        row.sessions > 0,
        rx.fragment(
            rx.el.span(duration_var(row.seconds), class_name="font-serif text-lg"),
            rx.el.span(_("last on {day}", day=last), class_name="quiet text-sm"),
        ),
        rx.el.span(_("not practised yet"), class_name="quiet text-sm"),
    )


def _open_piece(row: Any) -> rx.Component:
    target = rx.el.p(_("Target tempo"), ": ", _bpm(row.target_bpm), class_name="quiet text-sm")
    return rx.el.div(
        rx.cond(row.target_bpm > 0, target, rx.fragment()),
        rx.cond(
            PASSAGES.length() > 0,
            rx.el.ul(rx.foreach(PASSAGES, _passage), class_name="passages"),
            rx.el.p(_("No sections yet. Mark the bars you come back to."), class_name="quiet"),
        ),
        story(WEEKS, PiecesState.drilled, PiecesState.trends),
        rx.el.div(
            button(
                _("Add a section"), variant="secondary", size="small", icon="plus", on_click=PiecesState.add_section
            ),
            button(_("Edit piece"), variant="quiet", size="small", icon="pencil", on_click=PiecesState.edit(row.id)),
            button(
                _("Take off the list"),
                variant="quiet",
                size="small",
                icon="trash-2",
                on_click=PiecesState.delete(row.id),
                data_testid="piece-delete",
            ),
            class_name="flex flex-wrap gap-2",
        ),
        class_name="piece-open",
    )


def _bpm(value: Any) -> Any:
    return _("{n} bpm", n=number_var(value))


def _passage(row: Any) -> rx.Component:
    bars = rx.match(
        row.bar_end,
        (-1, _("from bar {first}", first=row.bar_start)),
        (row.bar_start, _("bar {first}", first=row.bar_start)),
        _("bars {first}–{last}", first=row.bar_start, last=row.bar_end),
    )
    tempo = rx.cond(
        (row.current_bpm > 0) & (row.target_bpm > 0),
        rx.fragment(number_var(row.current_bpm), " → ", _bpm(row.target_bpm)),
        rx.cond(row.current_bpm > 0, _bpm(row.current_bpm), rx.cond(row.target_bpm > 0, _bpm(row.target_bpm), "")),
    )
    return rx.el.li(
        rx.el.span(
            rx.el.span(row.title, class_name="font-semibold"),
            rx.cond(row.bar_start >= 0, rx.el.span(bars, class_name="quiet text-sm"), rx.fragment()),
            class_name="min-w-0 grid break-words",
        ),
        rx.el.span(tempo, class_name="figures quiet whitespace-nowrap"),
        icon_button("pencil", _("Edit section"), on_click=PiecesState.edit_section(row.id)),
        class_name="passage",
    )


def _none_yet() -> rx.Component:
    return rx.el.div(
        stave([], 1, size="large"),
        empty_state(
            _("Nothing on the stand yet"),
            _("Write down what you are working on. Your time then counts for each piece and each passage."),
            add_piece(PiecesState.add, handle="piece-add-first"),
        ),
        class_name="mx-auto max-w-xl",
        data_testid="pieces-empty",
    )


def _skeleton() -> rx.Component:
    bone = rx.el.div(
        rx.el.div(skeleton("h-5 w-48"), skeleton("h-4 w-28"), class_name="grid gap-2"),
        skeleton("h-5 w-16"),
        class_name="flex items-center justify-between py-5",
    )
    return rx.el.div(bone, bone, bone, class_name="rows", aria_busy="true")


def _text(label: Any, name: str, value: Any, **props: Any) -> rx.Component:
    return text_field(label, name, default_value=value, error=wrong(PiecesState.errors, name), **props)


def _number(label: Any, name: str, value: Any, least: int, **props: Any) -> rx.Component:
    """A number that may be left out."""
    return _text(label, name, rx.cond(value >= least, value.to_string(), ""), **props)


def _piece_form() -> rx.Component:
    piece, hint = PiecesState.piece, _("Beats per minute, if there is one.")
    return form_dialog(
        "piece-form",
        rx.cond(piece.id != "", _("Edit piece"), _("Add a piece")),
        form_error(PiecesState.errors),
        _text(_("Title"), "title", piece.title, max_length=200, auto_focus=True),
        _text(_("Composer"), "composer", piece.composer, max_length=200),
        _number(_("Target tempo"), "target_bpm", piece.target_bpm, 1, hint=hint, **BPM),
        is_open=PiecesState.form == "piece",
        on_close=PiecesState.close,
        on_submit=PiecesState.save,
        submit=_("Save piece"),
    )


def _section_form() -> rx.Component:
    passage = PiecesState.passage
    delete = button(
        _("Delete section"), variant="quiet", icon="trash-2", on_click=PiecesState.delete_section(passage.id)
    )
    return form_dialog(
        "section-form",
        rx.cond(passage.id != "", _("Edit section"), _("Add a section")),
        form_error(PiecesState.errors),
        _text(_("Name"), "title", passage.title, max_length=200, auto_focus=True),
        rx.el.div(
            _number(_("First bar"), "bar_start", passage.bar_start, 0, **BAR),
            _number(_("Last bar"), "bar_end", passage.bar_end, 0, **BAR),
            _number(_("Tempo now"), "current_bpm", passage.current_bpm, 1, **BPM),
            _number(_("Target tempo"), "target_bpm", passage.target_bpm, 1, **BPM),
            class_name="grid grid-cols-2 gap-4",
        ),
        is_open=PiecesState.form == "section",
        on_close=PiecesState.close,
        on_submit=PiecesState.save_section,
        submit=_("Save section"),
        more=rx.cond(passage.id != "", delete, rx.fragment()),
    )
