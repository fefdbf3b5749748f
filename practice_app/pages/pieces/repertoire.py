"""The pieces one works on: found, sorted, filtered, each with a page of its own."""

from typing import Any

import reflex as rx

from practice_app.components.pieces.list import add_piece, search, unsent_pieces, write_piece
from practice_app.components.pieces.words import STATUS, status
from practice_app.components.ui.button import button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.stave import stave
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _, day_var, duration_var, word_var
from practice_app.pages.pieces.forms import piece_form
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.pieces.listing import MOST_LISTED, PiecesState

ROWS: Any = PiecesState.rows
SEARCHED = 8
"""A list of fewer pieces is seen at a glance."""
ORDERS: dict[str, Any] = {
    "practised": _("Last practised"),
    "title": _("Title"),
    "composer": _("Composer"),
    "status": _("Status"),
    "most": _("Most practised"),
    "made": _("Newest"),
}


def pieces() -> rx.Component:
    """The list; a piece leads to its page."""
    return own_page(
        sheet("pieces/pieces.css"),
        page_header(_("Pieces"), add_piece(PiecesState.add)),
        write_piece(),
        unsent_pieces(PiecesState.arrived),
        seen_last(_skeleton(), PiecesState, "loaded", "rows", "next_cursor", ready=PiecesState.loaded),
        rx.cond(PiecesState.loaded, _found(), rx.fragment()),
        piece_form(
            _("Add a piece"),
            PiecesState.blank,
            PiecesState.errors,
            is_open=PiecesState.form == "piece",
            on_close=PiecesState.close,
            on_submit=PiecesState.save,
        ),
        active="/pieces",
    )


def _found() -> rx.Component:
    """The list with what finds a piece in it, once it is long enough to get lost in."""
    filtered = (PiecesState.query != "") | (PiecesState.status != "") | (PiecesState.instrument != "")
    none = rx.el.p(_("No piece is like that."), class_name="quiet", role="status")
    return rx.fragment(
        rx.cond(filtered | (ROWS.length() >= SEARCHED), _tools(), rx.fragment()),
        rx.cond(ROWS.length() > 0, _list(), rx.cond(filtered, none, _none_yet())),
    )


def _tools() -> rx.Component:
    instruments = rx.foreach(PiecesState.instruments, lambda key: rx.el.option(word_var(key), value=key))
    return rx.el.div(
        search(PiecesState.query, PiecesState.search),
        _select(_("Sorted by"), PiecesState.order, *_options(ORDERS), on_change=PiecesState.arrange, name="order"),
        _select(
            _("Status"),
            PiecesState.status,
            rx.el.option(_("Any status"), value=""),
            *_options(STATUS),
            on_change=PiecesState.only,
            name="status",
        ),
        rx.cond(
            PiecesState.instruments.length() > 1,  # type: ignore[attr-defined]
            _select(
                _("Instrument"),
                PiecesState.instrument,
                rx.el.option(_("Any instrument"), value=""),
                instruments,
                on_change=PiecesState.only_for,
                name="instrument",
            ),
            rx.fragment(),
        ),
        class_name="pieces-tools",
    )


def _options(words: dict[str, Any]) -> list[rx.Component]:
    return [rx.el.option(said, value=key) for key, said in words.items()]


def _select(label: Any, value: Any, *options: Any, on_change: Any, name: str) -> rx.Component:
    return rx.el.select(
        *options,
        value=value,
        on_change=on_change,
        aria_label=label,
        class_name="field-control",
        data_testid=f"pieces-{name}",
    )


def _list() -> rx.Component:
    more = button(_("Show more"), variant="quiet", class_name="mt-2 w-full", on_click=PiecesState.more)
    rest = rx.el.p(_("The others are found by a few letters."), class_name="quiet mt-4 text-center")
    return rx.fragment(
        rx.el.ul(rx.foreach(ROWS, _piece), class_name="rows pieces"),
        rx.cond(PiecesState.next_cursor != "", more, rx.cond(ROWS.length() >= MOST_LISTED, rest, rx.fragment())),
    )


def _piece(row: Any) -> rx.Component:
    told = rx.el.span(
        rx.cond(row.composer != "", rx.fragment(row.composer, " · "), rx.fragment()),
        status(row.status),
        class_name="quiet",
    )
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                rx.el.span(row.title, class_name="piece-title"),
                told,
                class_name="min-w-0 grid text-start break-words",
            ),
            rx.el.span(_practised(row), class_name="piece-time"),
            icon("chevron-right", class_name="piece-chevron"),
            href=f"/pieces/{row.id}",
            class_name="piece",
            data_testid="piece",
        ),
    )


def _practised(row: Any) -> Any:
    last = day_var(row.last, day="numeric", month="short")
    return rx.cond(
        row.sessions > 0,
        rx.fragment(
            rx.el.span(_("{played} played", played=duration_var(row.seconds)), class_name="font-serif"),
            rx.el.span(
                _("{time} by the clock", time=duration_var(row.clock_s)),
                " · ",
                _("last on {day}", day=last),
                class_name="quiet text-sm",
            ),
        ),
        rx.el.span(_("not practised yet"), class_name="quiet text-sm"),
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
