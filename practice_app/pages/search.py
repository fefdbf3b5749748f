"""One box over everything that is one's own, and the board."""

from typing import Any

import reflex as rx

from practice_app.components.search.field import search_field
from practice_app.components.search.found import found_row, shown_for
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _, date_var, word_var
from practice_app.locales import msg
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.search import SearchState

PIECES: Any = SearchState.pieces
SESSIONS: Any = SearchState.sessions
POSTS: Any = SearchState.posts


def search() -> rx.Component:
    """The page."""
    return own_page(
        sheet("search/search.css"),
        page_header(_("Search")),
        search_field(
            SearchState.query,
            SearchState.find,
            label=msg("Pieces, sessions, notes"),
            handle="search-field",
        ),
        seen_last(_skeleton(), SearchState, ready=SearchState.loaded),
        rx.cond(SearchState.loaded, _answer(), rx.fragment()),
        active="/search",
    )


def _answer() -> rx.Component:
    back = shown_for(SearchState.shown_for, SearchState.query, SearchState.as_typed)
    return rx.fragment(
        rx.cond(SearchState.shown_for != "", back, rx.fragment()),
        _kind(_("Pieces"), PIECES, _piece, "pieces"),
        _kind(_("Sessions"), SESSIONS, _session, "sessions"),
        _kind(_("On the board"), POSTS, _post, "posts"),
        rx.cond(SearchState.nothing, _nothing(), rx.fragment()),
        rx.cond(SearchState.query == "", _hint(), rx.fragment()),
    )


def _kind(name: Any, rows: Any, draw: Any, handle: str) -> rx.Component:
    heading = rx.el.h2(name, class_name="eyebrow", id=f"search-{handle}")
    listed = rx.el.ul(rx.foreach(rows, draw), class_name="rows")
    section = rx.el.section(heading, listed, aria_labelledby=f"search-{handle}", class_name="search-kind")
    return rx.cond(rows.length() > 0, section, rx.fragment())


def _piece(row: Any) -> rx.Component:
    return found_row(row.title, row.said, row.lines, row.path, "list-music")


def _session(row: Any) -> rx.Component:
    day = date_var(row.at, dateStyle="medium")
    instrument = rx.cond(row.said != "", rx.fragment(" · ", word_var(row.said)), rx.fragment())
    title = rx.cond(row.title != "", row.title, _("Practice session"))
    return found_row(title, rx.fragment(day, instrument), row.lines, row.path, "notebook-pen")


def _post(row: Any) -> rx.Component:
    said = rx.fragment(row.said, " · ", date_var(row.at, dateStyle="medium"))
    return found_row(row.title, said, row.lines, row.path, "users")


def _nothing() -> rx.Component:
    return rx.el.div(
        empty_state(
            _("Nothing found for “{words}”", words=SearchState.query),
            _("Fewer or other words may find it. Accents and small slips of spelling don't matter."),
        ),
        role="status",
        class_name="mt-6 max-w-2xl",
        data_testid="search-nothing",
    )


def _hint() -> rx.Component:
    return rx.el.p(
        _("Type a few letters: a title, a composer, something you noted, a tag or an instrument."),
        class_name="quiet mt-6 max-w-[60ch]",
        data_testid="search-hint",
    )


def _skeleton() -> rx.Component:
    bone = rx.el.div(skeleton("size-6 rounded-full"), skeleton("h-5 w-56"), class_name="flex items-center gap-4 py-4")
    return rx.el.div(bone, bone, bone, class_name="mt-6", aria_busy="true")
