"""Posts in a list: the words first, what is counted small beside them."""

from typing import Any

import reflex as rx

from practice_app.components.forum.words import category
from practice_app.components.ui.icon import icon
from practice_app.i18n import _, _n, date_var, number_var, text_var


def posts(rows: Any) -> rx.Component:
    """Each leads to its page, wherever one taps but on who wrote it."""
    return rx.el.ul(rx.foreach(rows, _post), class_name="board")


def _post(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.cond(row.why != "", _why(row), rx.fragment()),
            rx.el.span(rx.cond(row.title != "", row.title, _("Without a title")), class_name="board-title"),
            rx.cond(row.excerpt != "", rx.el.span(row.excerpt, class_name="board-excerpt"), rx.fragment()),
            href=row.href,
            class_name="board-post",
            data_testid="forum-post",
        ),
        rx.el.div(*_about(row), class_name="board-about"),
        key=row.id,
    )


def _why(row: Any) -> rx.Component:
    """For what reason it stands so high."""
    what = text_var(row.why, {})
    said = rx.cond(row.alike, _("From people like you: {what}", what=what), _("Because you play {what}", what=what))
    return rx.el.span(said, class_name="board-why")


def _about(row: Any) -> list[Any]:
    settled = rx.el.span(icon("circle-check"), _("Answered"), class_name="board-settled")
    return [
        rx.el.span(category(row.category), class_name="pill"),
        rx.cond(row.draft, rx.el.span(_("Draft"), class_name="pill pill-filled"), rx.fragment()),
        rx.cond(row.group, rx.el.span(_("In a group"), class_name="pill"), rx.fragment()),
        rx.cond(row.closed, rx.el.span(icon("lock"), _("Closed")), rx.fragment()),
        rx.cond(row.settled, settled, rx.fragment()),
        rx.el.span(_author(row), " · ", date_var(row.at, day="numeric", month="short")),
        rx.el.span(_n("{n} comment", "{n} comments", row.comments)),
        rx.el.span(icon("arrow-big-up", label=_("Votes")), number_var(row.score), class_name="board-count"),
        tags(row.tags),
    ]


def _author(row: Any) -> rx.Component:
    return rx.el.a(row.author, href="/users/" + row.author_id, class_name="board-author")


def tags(names: Any) -> rx.Component:
    """Words below a title."""
    return rx.el.span(
        rx.foreach(names, lambda name: rx.el.span(text_var(name, {}), class_name="board-tag")), class_name="board-tags"
    )


def tag_links(rows: Any) -> rx.Component:
    """The same, each leading to what else stands under it."""

    def one(row: Any) -> rx.Component:
        return rx.el.a(text_var(row.name, {}), href=tagged(row.key), class_name="board-tag board-tag-link", key=row.key)

    return rx.el.span(rx.foreach(rows, one), class_name="board-tags")


def tagged(key: Any) -> Any:
    """Where everything under a tag stands."""
    return rx.Var(f"(`/forum?tag=${{encodeURIComponent({key!s})}}`)", _var_type=str)
