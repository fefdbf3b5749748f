"""One piece on a page of its own. What it shows stands in `_main`, `_aside` and `_past`, a function for each part."""

from typing import Any

import reflex as rx

from practice_app.components.advice import advice_cards
from practice_app.components.comparisons.choosing import compare_takes
from practice_app.components.pieces import history, passages
from practice_app.components.pieces.islands import notes_of
from practice_app.components.pieces.story import story
from practice_app.components.pieces.words import STATUS
from practice_app.components.progress.counting import COUNTS
from practice_app.components.teaching.to_mind import to_mind
from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.overlay import menu, menu_item
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.stave import stave
from practice_app.components.ui.surface import empty_state, skeleton
from practice_app.i18n import _, _n, clock_var, day_var, duration_var, number_var, text_var, word_var
from practice_app.pages.pieces.forms import piece_form, section_form, split_form
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.services.pieces import WEEKS
from practice_app.state.advice import AdviceState
from practice_app.state.comparisons import CompareTakesState
from practice_app.state.pieces.piece import PieceState
from practice_app.state.teaching.to_mind import ToMindState

PIECE: Any = PieceState.piece
DUE: Any = PieceState.due
KEPT = ("stage", "piece", "passages", "drilled", "trends", "tempo", "visits", "kept")
"""What a device remembers of the page for when there is no server."""


def piece() -> rx.Component:
    """The page of a piece; one that is missing or somebody else's is a long rest."""
    return own_page(
        sheet("pieces/pieces.css"),
        sheet("pieces/piece.css"),
        seen_last(
            _skeleton(),
            PieceState,
            *KEPT,
            ready=PieceState.stage == "shown",
            subject=PIECE.id,
            gone=(PieceState.stage == "missing") | (PieceState.stage == "taken off"),
        ),
        rx.match(
            PieceState.stage,
            ("shown", rx.fragment(_header(), rx.el.div(_main(), _aside(), _past(), class_name="piece-page"))),
            ("missing", _missing(_("There is no piece at this address. It may be off your list, or it isn't yours."))),
            ("taken off", _missing(_("This piece is off your list. What you practised stays in your journal."))),
            rx.fragment(),
        ),
        _form(),
        section_form(),
        split_form(),
        active="/pieces",
        undoable=PieceState.undo_number,
        on_undo=PieceState.undo,
    )


def _form() -> rx.Component:
    return piece_form(
        _("Edit piece"),
        PIECE,
        PieceState.errors,
        is_open=PieceState.form == "piece",
        on_close=PieceState.close("piece"),
        on_submit=PieceState.save,
    )


def _header() -> rx.Component:
    return rx.el.header(
        rx.el.a(icon("arrow-left"), _("Pieces"), href="/pieces", class_name="back-link"),
        rx.el.div(
            rx.el.h1(PIECE.title, class_name="session-title"),
            menu(
                "piece-menu",
                _("More"),
                menu_item("pencil", _("Edit piece"), on_click=PieceState.edit, data_testid="piece-edit"),
                menu_item("trash-2", _("Take off the list"), on_click=PieceState.delete, data_testid="piece-delete"),
            ),
            class_name="flex items-start justify-between gap-3",
        ),
        rx.cond(PIECE.composer != "", rx.el.p(PIECE.composer, class_name="quiet break-words"), rx.fragment()),
        rx.el.div(
            link_button(
                _("Practise this piece"), href=f"/practice?piece={PIECE.id}", icon="play", data_testid="piece-practise"
            ),
            _status(),
            class_name="flex flex-wrap items-center gap-3 pt-2",
        ),
        class_name="piece-header",
    )


def _status() -> rx.Component:
    return rx.el.select(
        *(rx.el.option(said, value=key) for key, said in STATUS.items()),
        value=PIECE.status,
        on_change=PieceState.say_status,
        aria_label=_("Status"),
        class_name="field-control piece-status",
        data_testid="piece-status",
    )


def _main() -> rx.Component:
    """How far it is."""
    return rx.el.div(
        _times(),
        _due(),
        to_mind(ToMindState.open),
        _advice(),
        history.tempo(PieceState.tempo, PIECE.target_bpm),
        _sections(),
        story(WEEKS, PieceState.drilled, PieceState.trends),
        class_name="piece-main",
    )


def _due() -> rx.Component:
    """When each passage comes back."""
    listed = rx.el.section(
        rx.el.h2(_("Due"), class_name="piece-heading"),
        rx.el.ul(rx.foreach(DUE, _due_row), class_name="grid gap-2 mt-2"),
        rx.el.p(rx.el.a(_("Plan what is due"), href="/plan", class_name="link tapped"), class_name="mt-3 text-sm"),
        data_testid="piece-due",
    )
    return rx.cond(DUE.length() > 0, listed, rx.fragment())


def _due_row(row: Any) -> rx.Component:
    day = day_var(row.day, day="numeric", month="short", timeZone="UTC")
    return rx.el.li(
        rx.el.span(rx.cond(row.title == "", PIECE.title, row.title), class_name="font-semibold break-words"),
        rx.el.span(
            day_var(row.on, weekday="short", day="numeric", month="short", timeZone="UTC"), class_name="figures"
        ),
        rx.el.span(text_var(row.why, rx.Var.create({"day": day})), class_name="quiet text-sm"),
        class_name="piece-due",
    )


def _advice() -> rx.Component:
    return advice_cards(
        AdviceState.advised,
        AdviceState.effects,
        on_dismiss=AdviceState.dismiss,
        on_take_back=AdviceState.take_back,
    )


def _past() -> rx.Component:
    """When it was practised."""
    return rx.el.div(
        rx.el.div(
            history.visits(_("Recordings kept"), PieceState.kept, "play"),
            _compare(),
            class_name="grid gap-4 empty:hidden",
        ),
        history.visits(_("Sessions"), PieceState.visits, "chevron-right"),
        class_name="piece-main piece-past",
    )


def _compare() -> rx.Component:
    return rx.el.div(
        compare_takes(
            CompareTakesState.takes,
            CompareTakesState.one,
            CompareTakesState.other,
            offered=CompareTakesState.offered,
            is_open=CompareTakesState.choosing,
            open=CompareTakesState.show,
            close=CompareTakesState.close,
            compare=CompareTakesState.compare,
            choose_one=CompareTakesState.choose_one,
            choose_other=CompareTakesState.choose_other,
        ),
        class_name="empty:hidden",
    )


def _aside() -> rx.Component:
    """What it is."""
    return rx.el.aside(
        notes_of(PIECE, PieceState.sent),
        rx.el.dl(
            _fact(_("Instrument"), word_var(PIECE.instrument), PIECE.instrument != ""),
            _fact(_("Target tempo"), _("{n} bpm", n=number_var(PIECE.target_bpm)), PIECE.target_bpm > 0),
            _fact(_("Length"), clock_var(PIECE.duration_s), PIECE.duration_s > 0),
            _fact(_("Difficulty"), _("{n} of 10", n=PIECE.difficulty), PIECE.difficulty > 0),
            _fact(_("Work"), _work(), PIECE.work != ""),
            _fact(_("Notes"), rx.el.span(PIECE.notes, class_name="whitespace-pre-line break-words"), PIECE.notes != ""),
            class_name="facts",
        ),
        button(_("Edit piece"), variant="secondary", icon="pencil", on_click=PieceState.edit),
        class_name="piece-aside",
    )


def _work() -> rx.Component:
    """Which work of the catalogue it is, and what stands about that on the board."""
    about = rx.el.a(_("What others say about it"), href="/forum?work=" + PIECE.work_id, class_name="link-plain block")
    return rx.fragment(PIECE.work, about)


def _fact(name: Any, value: Any, known: Any) -> rx.Component:
    return rx.cond(known, rx.el.div(rx.el.dt(name, class_name="eyebrow"), rx.el.dd(value)), rx.fragment())


def _times() -> rx.Component:
    last = day_var(PIECE.last, day="numeric", month="long")
    told = rx.el.dl(
        _time(_("played"), duration_var(PIECE.seconds), "piece-played"),
        _time(_("by the clock"), duration_var(PIECE.clock_s), "piece-clock"),
        _time(_n("session", "sessions", PIECE.sessions), number_var(PIECE.sessions), "piece-sessions"),
        class_name="piece-times",
    )
    return rx.cond(
        PIECE.sessions > 0,
        rx.el.div(
            told, rx.el.p(_("last on {day}", day=last), class_name="quiet text-sm"), _counts(), class_name="grid gap-1"
        ),
        rx.el.p(_("not practised yet"), class_name="quiet"),
    )


def _counts() -> rx.Component:
    return rx.el.p(COUNTS, class_name="quiet mt-1 max-w-[60ch] text-sm")


def _time(label: Any, value: Any, handle: str) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="quiet text-sm"),
        rx.el.dd(value, class_name="font-serif text-2xl", data_testid=handle),
        class_name="flex flex-col-reverse",
    )


def _sections() -> rx.Component:
    return passages.listed(
        PieceState.passages,
        add=PieceState.add_section,
        edit=PieceState.edit_section,
        say_tempo=PieceState.say_tempo,
    )


def _missing(text: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h1(_("Piece"), class_name="sr-only"),
        stave([{"kind": "silence", "start_s": 0, "end_s": 60}], 60, size="large"),
        empty_state(_("A long rest"), text, link_button(_("To the pieces"), href="/pieces")),
        class_name="mx-auto max-w-xl",
        data_testid="piece-missing",
    )


def _skeleton() -> rx.Component:
    """In the page's own shape; the words that every piece has are there from the first paint on."""
    bones = (skeleton("h-9 w-64"), skeleton("h-4 w-40"), skeleton("h-12 w-48"), skeleton("h-16 w-full"))
    return rx.el.div(*bones, _counts(), skeleton("h-24 w-full"), class_name="grid gap-4", aria_busy="true")
