"""`/forum`: what people ask, know and talk about, with what is of one's own instruments first."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from practice_app.components.forum.list import posts
from practice_app.components.forum.moment import moment
from practice_app.components.forum.words import SORTS, VIEWS
from practice_app.components.search.field import search_field
from practice_app.components.search.found import found_row, shown_for
from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _, date_var, text_var, word_var
from practice_app.locales import msg
from practice_app.pages.forum.around import blocked, follow_button, followed
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.forum.board import OF_ONE, BoardState
from practice_app.state.search import BoardSearchState

S: Any = BoardState
F: Any = BoardSearchState


def forum() -> rx.Component:
    """The whole page."""
    return own_page(
        sheet("forum/forum.css"),
        sheet("forum/around.css"),
        page_header(
            rx.cond(
                S.group_name != "",
                _("Board of {group}", group=S.group_name),
                rx.cond(S.work != "", S.work_name, _("Board")),
            ),
            link_button(_("Write"), href=_write(), icon="pencil", data_testid="forum-new"),
            lead=rx.cond(
                S.group != "",
                _("What stands here is read by the members of the group alone."),
                rx.cond(S.work != "", _("What people ask, show and know about this work."), _LEAD),
            ),
        ),
        seen_last(_skeleton(), BoardState, ready=BoardState.loaded),
        rx.cond(S.loaded, rx.cond((S.group != "") | (S.work != ""), _of_one(), _of_all()), rx.fragment()),
        active="/forum",
    )


_LEAD: Any = _("Ask, pass on what helped you, talk about music. Nobody is too new to ask. What you play stands first.")


def _write() -> Any:
    about = rx.cond(S.work != "", "/forum/new?work=" + S.work, "/forum/new")
    return rx.cond(S.group != "", "/forum/new?group=" + S.group, about)


def _of_all() -> rx.Component:
    return rx.fragment(_search(), rx.cond(F.query != "", _found(), _board()))


def _of_one() -> rx.Component:
    """A group's own board, or what is about one work: by time, with the way back."""
    of_group = S.group != ""
    return rx.fragment(
        rx.el.a(
            icon("arrow-left"),
            rx.cond(of_group, _("To the group"), _("The whole board")),
            href=rx.cond(of_group, "/groups/" + S.group, "/forum"),
            class_name="btn btn-quiet -ms-3 mb-2",
        ),
        _views(OF_ONE),
        _rows(),
    )


def _search() -> rx.Component:
    field = search_field(F.query, F.find, label=msg("Search the board"), handle="forum-search")
    return rx.el.div(sheet("search/search.css"), field, class_name="mb-4")


def _found() -> rx.Component:
    """What the board holds of what is typed."""

    def one(row: Any) -> rx.Component:
        said = rx.fragment(row.said, " · ", date_var(row.at, dateStyle="medium"))
        plays = rx.cond(row.moment != "", rx.el.div(moment(row.moment), class_name="pb-4"), rx.fragment())
        return found_row(row.title, said, row.lines, row.path, "users", plays)

    none = rx.el.p(
        _("Nothing found for “{words}”", words=F.query), class_name="quiet", role="status", data_testid="search-nothing"
    )
    return rx.fragment(
        rx.cond(S.tag != "", _tag(), rx.fragment()),
        _narrowing(),
        rx.cond(F.shown_for != "", shown_for(F.shown_for, F.query, F.as_typed), rx.fragment()),
        rx.cond(F.rows.length() > 0, rx.el.ul(rx.foreach(F.rows, one), class_name="rows max-w-[46rem]"), none),
    )


def _narrowing() -> rx.Component:
    """What is found is of one category, for one instrument, or of any."""
    kinds = ("question", "tip", "free")
    any_kind = (S.view != kinds[0]) & (S.view != kinds[1]) & (S.view != kinds[2])

    def one(key: str) -> rx.Component:
        chosen = any_kind if key == "all" else S.view == key
        return rx.el.button(
            VIEWS[key],
            type="button",
            on_click=[S.show(key), F.again],
            aria_pressed=rx.cond(chosen, "true", "false"),
            class_name="board-view",
            data_testid=f"forum-find-{key}",
        )

    views = rx.el.div(*map(one, ("all", *kinds)), role="group", aria_label=_("What to show"), class_name="board-views")
    return rx.el.div(views, rx.cond(S.instruments.length() > 0, _instrument(F.again), rx.fragment()), class_name="mb-3")


def _instrument(*after: Any) -> rx.Component:
    instruments = rx.foreach(S.instruments, lambda key: rx.el.option(word_var(key), value=key))
    return rx.el.select(
        rx.el.option(_("Any instrument"), value=""),
        instruments,
        value=S.instrument,
        on_change=lambda key: [S.only_for(key), *after],
        aria_label=_("Instrument"),
        class_name="field-control w-auto max-w-full",
        data_testid="forum-instrument",
    )


def _board() -> rx.Component:
    return rx.fragment(
        rx.cond(S.tag != "", _tag(), rx.fragment()),
        rx.el.div(_views(tuple(VIEWS)), _orders(), class_name="board-tools"),
        _rows(),
        followed(),
        blocked(),
    )


def _rows() -> rx.Component:
    more = button(_("Show more"), variant="quiet", class_name="mt-2 w-full max-w-[46rem]", on_click=S.more)
    return rx.fragment(
        rx.cond(S.rows.length() > 0, posts(S.rows), _nothing()),
        rx.cond(S.next_cursor != "", more, rx.fragment()),
    )


def _tag() -> rx.Component:
    """Under which tag alone, with the way to hear more of it."""
    return rx.el.div(
        rx.el.h2(text_var(S.tag_name, {}), class_name="board-tag text-2xl break-words"),
        follow_button(S.tag_followed, S.follow_tag, "forum-follow-tag"),
        link_button(_("The whole board"), href="/forum", variant="quiet"),
        class_name="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1",
    )


def _views(keys: Sequence[str]) -> rx.Component:
    def one(key: str, name: Any) -> rx.Component:
        pressed = rx.cond(S.view == key, "true", "false")
        return rx.el.button(
            name,
            type="button",
            on_click=S.show(key),
            aria_pressed=pressed,
            class_name="board-view",
            data_testid=f"forum-view-{key}",
        )

    return rx.el.div(
        *(one(key, VIEWS[key]) for key in keys),
        role="group",
        aria_label=_("What to show"),
        class_name="board-views",
    )


def _orders() -> rx.Component:
    """Own instruments first, or plainly the newest; one instrument alone."""
    options = [rx.el.option(said, value=key) for key, said in SORTS.items()]
    order = rx.el.select(
        *options,
        value=S.sort,
        on_change=S.arrange,
        aria_label=_("Sorted by"),
        class_name="field-control",
        data_testid="forum-sort",
    )
    return rx.el.div(
        order, rx.cond(S.instruments.length() > 0, _instrument(), rx.fragment()), class_name="board-orders"
    )


def _nothing() -> rx.Component:
    narrowed = (S.view != "all") | (S.instrument != "") | (S.tag != "") | (S.work != "")
    said = rx.cond(
        S.view == "following",
        _("Posts that you follow stand here, and those of people and under tags that you follow."),
        rx.cond(
            (S.work != "") & (S.view == "all"),
            _("Nobody has written about it yet."),
            _("Nothing like that is on the board yet."),
        ),
    )
    none = rx.el.p(said, class_name="quiet", role="status")
    first = empty_state(
        _("The board is still empty"),
        _("Be the first: a question that you have carried around, or something that helped you this week."),
        link_button(_("Write the first post"), href=_write(), variant="secondary"),
    )
    return rx.cond(narrowed, none, first)


def _skeleton() -> rx.Component:
    bone = rx.el.div(
        skeleton("h-6 w-64 max-w-full"), skeleton("h-4 w-full"), skeleton("h-4 w-40"), class_name="grid gap-2 py-4"
    )
    return rx.el.div(bone, bone, bone, class_name="rows max-w-[46rem]", aria_busy="true")
