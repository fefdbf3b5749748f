"""What stands around words on the board: who wrote them and what that is worth, how they read before, blocking."""

from typing import Any

import reflex as rx

from practice_app.components.forum.list import tagged
from practice_app.components.ui.button import button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.overlay import dialog
from practice_app.i18n import _, date_var, number_var, text_var
from practice_app.state.forum.blocking import BlockState
from practice_app.state.forum.earlier import EarlierState
from practice_app.state.forum.following import FollowState

B: Any = BlockState
W: Any = FollowState
E: Any = EarlierState


def by(row: Any) -> rx.Component:
    """Who wrote it, what others think of their words, and when."""
    verified = rx.el.span(icon("shield-check", label=_("A verified teacher")))
    return rx.el.p(
        rx.el.a(row.author, href="/users/" + row.author_id, class_name="thread-author", data_testid="forum-author"),
        rx.cond(row.verified, verified, rx.fragment()),
        rx.cond(row.points > 0, _standing(row), rx.fragment()),
        rx.el.span(date_var(row.at, day="numeric", month="long", year="numeric"), class_name="quiet"),
        rx.cond(row.edited, rx.el.span(_("changed since"), class_name="quiet"), rx.fragment()),
        class_name="thread-by",
    )


def _standing(row: Any) -> rx.Component:
    points = rx.el.span(number_var(row.points), class_name="figures", aria_label=_("Points: {n}", n=row.points))
    badge = rx.cond(row.badge != "", rx.el.span(text_var(row.badge, {})), rx.fragment())
    return rx.el.span(icon("star"), points, badge, class_name="thread-standing quiet", data_testid="forum-standing")


def for_members(group: Any, class_name: str) -> rx.Component:
    """For the members of which group alone something is; nothing where it is for everybody."""
    told = _("For the members of {group} alone.", group=group)
    line = rx.el.p(icon("users"), told, class_name=class_name, data_testid="forum-of-group")
    return rx.cond(group != "", line, rx.fragment())


def link_card(row: Any) -> rx.Component:
    """A page that a post links to, as it calls itself; nothing of it is loaded before somebody goes there."""
    return rx.el.a(
        rx.el.span(row.site, class_name="quiet text-sm"),
        rx.el.span(row.title, class_name="font-semibold"),
        rx.cond(row.words != "", rx.el.span(row.words, class_name="link-card-words quiet text-sm"), rx.fragment()),
        href=row.url,
        target="_blank",
        rel="nofollow ugc noopener",
        class_name="link-card",
        data_testid="forum-link-card",
        key=row.url,
    )


def earlier_button(kind: str, row: Any) -> rx.Component:
    """The way to how something of one's own read before, once it was changed."""
    look = button(_("Earlier versions"), variant="quiet", on_click=E.look(kind, row.id), data_testid="forum-earlier")
    return rx.cond(row.edited, look, rx.fragment())


def earlier_dialog() -> rx.Component:
    """How it read; once on a page."""

    def one(row: Any) -> rx.Component:
        until = date_var(row.at, dateStyle="medium", timeStyle="short")
        return rx.el.section(
            rx.el.p(_("Until {when}", when=until), class_name="quiet text-sm"),
            rx.cond(row.title != "", rx.el.p(row.title, class_name="font-semibold"), rx.fragment()),
            rx.el.p(row.body, class_name="earlier-words"),
        )

    return dialog(
        _("Earlier versions"),
        rx.el.p(_("Only you and moderators see these."), class_name="quiet text-sm"),
        rx.el.div(rx.foreach(E.rows, one), class_name="mt-4 grid gap-4"),
        is_open=E.shown,
        on_close=E.leave,
        actions=[button(_("Close"), variant="secondary", on_click=E.leave)],
    )


def block_button(row: Any) -> rx.Component:
    """Beside words of somebody else's."""
    return button(
        _("Block"),
        variant="quiet",
        size="small",
        icon="eye-off",
        aria_label=_("Block {who}", who=row.author),
        on_click=B.ask(row.author_id, row.author),
        data_testid="forum-block",
    )


def block_dialog(*after: Any) -> rx.Component:
    """What asks once more; ``after``: what the page does then, like looking anew."""
    return dialog(
        _("Block {who}?", who=B.name),
        rx.el.p(
            _("You see nothing of each other on the board any more, and neither writes to the other. Nobody is told.")
        ),
        is_open=B.whom != "",
        on_close=B.ask("", ""),
        actions=[
            button(_("Cancel"), variant="quiet", on_click=B.ask("", "")),
            button(_("Block"), variant="danger", on_click=[B.block, *after], data_testid="forum-block-sure"),
        ],
    )


def blocked() -> rx.Component:
    """Whom one has blocked, at the end of the board."""

    def one(row: Any) -> rx.Component:
        return rx.el.li(
            rx.el.span(row.name, class_name="min-w-0 break-words"),
            button(_("Unblock"), variant="quiet", on_click=B.unblock(row.id), data_testid="forum-unblock"),
            key=row.id,
            class_name="flex items-center justify-between gap-3",
        )

    told = rx.el.details(
        rx.el.summary(_("People whom you blocked")),
        rx.el.ul(rx.foreach(B.rows, one)),
        class_name="board-blocked",
    )
    return rx.cond(B.rows.length() > 0, told, rx.fragment())


def follow_button(following: Any, follow: Any, handle: str) -> rx.Component:
    """To hear more of it, or no more."""
    return button(
        rx.cond(following, _("Following"), _("Follow")),
        variant="quiet",
        icon="bell",
        aria_pressed=rx.cond(following, "true", "false"),
        on_click=follow(~following),
        data_testid=handle,
    )


def followed() -> rx.Component:
    """Whom and what one follows, at the end of the board."""

    def one(row: Any) -> rx.Component:
        person = rx.el.a(row.name, href="/users/" + row.id, class_name="link-plain")
        tag = rx.el.a(text_var(row.name, {}), href=tagged(row.id), class_name="link-plain board-tag")
        return rx.el.li(
            rx.el.span(rx.cond(row.kind == "tag", tag, person), class_name="min-w-0 break-words"),
            button(_("Unfollow"), variant="quiet", on_click=W.unfollow(row.kind, row.id), data_testid="forum-unfollow"),
            key=row.key,
            class_name="flex items-center justify-between gap-3",
        )

    told = rx.el.details(
        rx.el.summary(_("People and tags that you follow")),
        rx.el.ul(rx.foreach(W.rows, one)),
        class_name="board-blocked",
        data_testid="forum-followed",
    )
    return rx.cond(W.rows.length() > 0, told, rx.fragment())
