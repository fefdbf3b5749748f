"""`/forum/<id>`: one post, what was said below it, and the field to say something oneself."""

from typing import Any

import reflex as rx

from practice_app.components.forum.ahead import title_ahead, words_ahead
from practice_app.components.forum.editor import editor
from practice_app.components.forum.list import tag_links
from practice_app.components.forum.words import ORDERS, category
from practice_app.components.forum.written import written
from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.overlay import dialog
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, notice, skeleton
from practice_app.i18n import _, _n, number_var
from practice_app.pages.forum.around import (
    block_button,
    block_dialog,
    by,
    earlier_button,
    earlier_dialog,
    follow_button,
    for_members,
    link_card,
)
from practice_app.pages.shared.forms import form_error, wrong
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.pages.shared.reporting import report_button, report_dialog
from practice_app.state.forum.thread import ThreadState

S: Any = ThreadState
P: Any = ThreadState.post


def thread() -> rx.Component:
    """The whole page."""
    return own_page(
        sheet("forum/forum.css"),
        sheet("forum/around.css"),
        rx.cond(S.missing, _missing(), _post()),
        report_dialog(S.load),
        block_dialog(S.load),
        earlier_dialog(),
        active="/forum",
    )


def _missing() -> rx.Component:
    return empty_state(
        _("This isn't on the board"),
        _("It was taken off, or it is for the members of a group."),
        link_button(_("To the board"), href="/forum", variant="secondary"),
    )


def _post() -> rx.Component:
    """The title is one element from the first paint on; the rest comes with the state."""
    above = rx.cond(S.loaded, rx.el.p(category(P.category), class_name="eyebrow"), skeleton("h-4 w-16 mb-1"))
    return rx.el.article(
        _back(),
        rx.el.header(above, title_ahead(P.title, ready=S.loaded), class_name="mb-6"),
        seen_last(_skeleton(), ThreadState, ready=ThreadState.loaded),
        rx.cond(S.loaded, _told(), rx.fragment()),
        class_name="thread",
    )


def _told() -> rx.Component:
    return rx.fragment(
        _states(),
        by(P),
        rx.el.div(written(P.html, "forum-post", films=S.filmed), class_name="mt-4"),
        rx.foreach(P.cards, link_card),
        rx.cond(P.work != "", _work(), rx.fragment()),
        rx.el.div(tag_links(P.tags), class_name="quiet mt-4 text-sm"),
        _deeds(),
        _answers(),
        _remove(),
    )


def _work() -> rx.Component:
    """What it is about, with the way to what else is said about that."""
    named = rx.el.a(P.work, href="/forum?work=" + P.work_id, class_name="link-plain", data_testid="forum-about-work")
    return rx.el.p(icon("music"), named, class_name="thread-work quiet")


def _back() -> rx.Component:
    of_group = P.group_name != ""
    where = rx.cond(of_group, "/forum?group=" + P.group, "/forum")
    name = rx.cond(of_group, _("Board of {group}", group=P.group_name), _("Board"))
    return rx.el.a(icon("arrow-left"), name, href=where, class_name="btn btn-quiet thread-back -ms-3 mb-2")


def _states() -> rx.Component:
    return rx.fragment(
        for_members(P.group_name, "thread-work quiet"),
        rx.cond(P.draft, notice(_("This is a draft. Nobody else sees it.")), rx.fragment()),
        rx.cond(
            P.hidden,
            rx.cond(
                P.held,
                _held(),
                notice(_("A moderator took this off the board. You alone see it."), mood="careful"),
            ),
            rx.fragment(),
        ),
        rx.cond(P.closed, notice(_("This was closed. Nobody writes below it any more.")), rx.fragment()),
    )


def _held() -> rx.Component:
    return notice(
        _("You are new here and this has several links, so a person looks first. Until then you alone see it.")
    )


def _vote(score: Any, mine: Any, cast: Any, own: Any) -> rx.Component:
    """Two arrows with what everybody thinks between them; of one's own there is the number alone."""

    def arrow(way: int, sign: str, said: Any, handle: str) -> rx.Component:
        return rx.el.button(
            icon(sign),
            type="button",
            aria_label=said,
            title=said,
            aria_pressed=rx.cond(mine == way, "true", "false"),
            on_click=cast(rx.cond(mine == way, 0, way)),
            data_testid=handle,
        )

    number = rx.el.span(number_var(score), class_name="thread-score", aria_label=_("Votes"))
    alone = rx.el.span(icon("arrow-big-up", label=_("Votes")), number, class_name="quiet px-2")
    both = rx.fragment(
        arrow(1, "arrow-big-up", _("Vote for it"), "forum-vote-up"),
        number,
        arrow(-1, "arrow-big-down", _("Vote against it"), "forum-vote-down"),
    )
    return rx.el.span(rx.cond(own, alone, both), class_name="thread-vote")


def _deeds() -> rx.Component:
    follow = follow_button(P.following, S.follow, "forum-follow")
    return rx.el.div(
        _vote(P.score, P.my_vote, S.vote, P.mine),
        rx.el.span(_n("read by {n} person", "read by {n} people", P.views), class_name="quiet text-sm"),
        rx.cond(P.mine, _own_deeds(), rx.fragment(follow, report_button("post", P.id), block_button(P))),
        class_name="thread-deeds",
    )


def _own_deeds() -> rx.Component:
    return rx.fragment(
        link_button(_("Change"), href="/forum/new?draft=" + P.id, variant="quiet", icon="pencil"),
        earlier_button("post", P),
        button(
            rx.cond(P.closed, _("Open again"), _("Close")), variant="quiet", icon="lock", on_click=S.close(~P.closed)
        ),
        button(_("Delete"), variant="quiet", icon="trash-2", on_click=S.ask_to_remove(True)),
    )


def _answers() -> rx.Component:
    order = rx.el.select(
        *(rx.el.option(said, value=key) for key, said in ORDERS.items()),
        value=S.order,
        on_change=S.arrange,
        aria_label=_("Sorted by"),
        class_name="field-control w-auto max-w-full",
    )
    head = rx.el.div(
        rx.el.h2(_n("{n} comment", "{n} comments", P.comments)),
        rx.cond(P.comments > 1, order, rx.fragment()),
        class_name="mt-8 flex flex-wrap items-center justify-between gap-3",
    )
    none = rx.el.p(_("Nobody has written here yet."), class_name="quiet mt-2")
    return rx.fragment(
        head,
        rx.cond(
            S.comments.length() > 0, rx.el.div(rx.foreach(S.comments, _comment), class_name="thread-comments"), none
        ),
        rx.cond(
            S.more_below,
            button(
                _("Show more"), variant="quiet", on_click=S.more, data_testid="forum-more", class_name="mt-2 w-full"
            ),
            rx.fragment(),
        ),
        rx.cond(
            P.closed | P.draft | (S.answering != "") | (S.changing != ""),
            rx.fragment(),
            _say(_("Write something below")),
        ),
    )


def _comment(row: Any) -> rx.Component:
    accepted = rx.el.p(icon("circle-check"), _("The answer"), class_name="board-settled")
    words = written(row.html, anchor="comment-" + row.id, films=S.filmed)
    level = rx.cond(row.depth == 1, "comment-1", rx.cond(row.depth == 2, "comment-2", "comment-0"))
    return rx.el.section(
        rx.cond(row.accepted, accepted, rx.fragment()),
        by(row),
        rx.cond(row.answers != "", rx.el.p(_("to {who}", who=row.answers), class_name="quiet text-sm"), rx.fragment()),
        rx.cond(
            S.changing == row.id,
            _rewrite(row),
            rx.el.div(words, rx.foreach(row.cards, link_card), class_name="mt-1"),
        ),
        _comment_deeds(row),
        rx.cond(S.answering == row.id, _say(_("Answer {who}", who=row.author), cancel=True), rx.fragment()),
        rx.cond(
            row.folded > 0,
            button(
                _n("Show {n} more answer", "Show {n} more answers", row.folded),
                variant="quiet",
                icon="chevron-down",
                on_click=S.unfold(row.root),
            ),
            rx.fragment(),
        ),
        class_name=rx.cond(row.accepted, f"comment comment-accepted {level}", f"comment {level}"),
        key=row.id,
        data_testid="forum-comment",
    )


def _comment_deeds(row: Any) -> rx.Component:
    accept = button(
        rx.cond(row.accepted, _("Not the answer after all"), _("This is the answer")),
        variant="quiet",
        size="small",
        icon="check",
        on_click=S.accept(row.id, ~row.accepted),
        data_testid="forum-accept",
    )
    mine = rx.fragment(
        button(_("Change"), variant="quiet", on_click=S.change(row.id)),
        earlier_button("comment", row),
        button(_("Take back"), variant="quiet", on_click=S.take_comment_back(row.id)),
    )
    answer = button(_("Answer"), variant="quiet", size="small", on_click=S.answer(row.id), data_testid="forum-answer")
    return rx.el.div(
        _vote(row.score, row.my_vote, lambda value: S.vote_for(row.id, value), row.mine),
        rx.cond(P.closed, rx.fragment(), answer),
        rx.cond(P.mine & (P.category == "question"), accept, rx.fragment()),
        rx.cond(row.mine, mine, rx.fragment(report_button("comment", row.id), block_button(row))),
        class_name="thread-deeds",
    )


def _say(label: Any, *, cancel: bool = False) -> rx.Component:
    """The field for what one says; under a comment it can be left."""
    leave = [button(_("Cancel"), variant="quiet", on_click=S.answer(""))] if cancel else []
    return rx.el.form(
        form_error(S.errors),
        editor(
            label,
            name="body_md",
            handle="forum-comment-text",
            keep=P.id,
            rows=4,
            wrong=wrong(S.errors, "body_md"),
            sent=S.written,
        ),
        rx.el.div(
            button(_("Send"), type="submit", data_testid="forum-comment-save"),
            *leave,
            class_name="flex flex-wrap gap-2",
        ),
        on_submit=S.say,
        class_name="mt-4 grid gap-2",
        no_validate=True,
    )


def _rewrite(row: Any) -> rx.Component:
    return rx.el.form(
        form_error(S.errors),
        editor(
            _("Your words"),
            name="body_md",
            handle="forum-comment-change",
            text=row.source,
            rows=4,
            wrong=wrong(S.errors, "body_md"),
        ),
        rx.el.div(
            button(_("Save changes"), type="submit"),
            button(_("Cancel"), variant="quiet", on_click=S.change("")),
            class_name="flex flex-wrap gap-2",
        ),
        on_submit=S.rewrite,
        class_name="mt-2 grid gap-2",
        no_validate=True,
    )


def _remove() -> rx.Component:
    return dialog(
        _("Take this off the board?"),
        rx.el.p(_("What others wrote below it goes from the board with it.")),
        is_open=S.removing,
        on_close=S.ask_to_remove(False),
        actions=[
            button(_("Keep it"), variant="quiet", on_click=S.ask_to_remove(False)),
            button(_("Delete post"), variant="danger", on_click=S.remove),
        ],
    )


def _skeleton() -> rx.Component:
    """The post's shape, with its first words as soon as there are any."""
    words = rx.el.div(words_ahead(), class_name="written mt-4")
    return rx.el.div(skeleton("h-11 w-60 max-w-full"), words, aria_busy="true")
