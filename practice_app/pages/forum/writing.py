"""`/forum/new`: a post is written, looked at, kept or put on the board."""

from typing import Any

import reflex as rx

from practice_app.components.forum.about import tag_field, work_field
from practice_app.components.forum.editor import editor
from practice_app.components.forum.list import tags
from practice_app.components.forum.words import CATEGORIES
from practice_app.components.forum.written import written
from practice_app.components.ui.button import button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import page_header
from practice_app.i18n import _
from practice_app.pages.forum.around import for_members
from practice_app.pages.shared.forms import form_error, wrong
from practice_app.pages.shared.frame import own_page
from practice_app.state.forum.writing import WritingState

S: Any = WritingState
HINTS: dict[str, Any] = {
    "question": _("A good question says what you play, what you tried, and what happens instead."),
    "tip": _("Say what it helps against, how it goes, and how long it took to help."),
    "free": _("Whatever has to do with music and playing it."),
}


def write_post() -> rx.Component:
    """The whole page."""
    return own_page(
        sheet("forum/forum.css"),
        page_header(
            rx.cond(
                S.published,
                _("Change your post"),
                rx.cond(S.group_name != "", _("Write to {group}", group=S.group_name), _("Write on the board")),
            ),
        ),
        rx.cond(S.loaded, _form(), rx.fragment()),
        active="/forum",
    )


def _form() -> rx.Component:
    return rx.el.form(
        form_error(S.errors),
        _category(),
        text_field(
            _("Headline"),
            "title",
            default_value=S.title,
            error=wrong(S.errors, "title"),
            max_length=200,
            auto_complete="off",
            data_testid="forum-title",
        ),
        editor(
            _("Text"),
            name="body_md",
            handle="forum-body",
            text=S.body,
            keep=rx.cond(S.post_id != "", "", rx.cond(S.group != "", S.group, "post")),
            rows=10,
            wrong=wrong(S.errors, "body_md"),
            sent=S.sent,
            on_look=S.look,
        ),
        _preview(),
        tag_field(
            _("Tags"),
            _("Words by which others find it, with commas between."),
            value=S.tags,
            wrong=wrong(S.errors, "tags"),
        ),
        rx.cond(
            S.auto.length() > 0,
            rx.el.p(_("Added by itself:"), " ", tags(S.auto), class_name="quiet -mt-2 text-sm"),
            rx.fragment(),
        ),
        work_field(S.work_id, S.work, wrong=wrong(S.errors, "work_id")),
        rx.el.div(
            rx.el.label("Website", rx.el.input(name="website", tab_index=-1, auto_complete="off")),
            class_name="writing-trap",
            aria_hidden="true",
        ),
        for_members(S.group_name, "quiet flex items-center gap-2 text-sm"),
        rx.cond(
            S.everybody_reads,
            rx.el.p(_("Everybody can read this board, with no account too."), class_name="quiet text-sm"),
            rx.fragment(),
        ),
        _deeds(),
        on_submit=S.send,
        class_name="writing",
        no_validate=True,
        key=S.post_id,
    )


def _category() -> rx.Component:
    def one(key: str, name: Any) -> rx.Component:
        tick = rx.el.input(type="radio", value=key, checked=S.category == key, on_change=S.be(key))
        return rx.el.label(tick, name, class_name="segment")

    return rx.el.div(
        rx.el.div(
            *(one(key, name) for key, name in CATEGORIES.items()),
            role="radiogroup",
            aria_label=_("What it is"),
            class_name="segmented segmented-wide",
        ),
        rx.el.p(rx.match(S.category, *HINTS.items(), ""), class_name="quiet mt-2 text-sm"),
    )


def _preview() -> rx.Component:
    drawn = rx.el.section(
        written(S.preview, films=S.filmed),
        aria_label=_("How it will read"),
        class_name="writing-preview",
        data_testid="forum-preview",
    )
    return rx.cond(S.preview != "", drawn, rx.fragment())


def _deeds() -> rx.Component:
    keep = button(
        _("Keep as a draft"), variant="secondary", type="submit", on_click=S.mean(True), data_testid="forum-keep"
    )
    publish = button(
        rx.cond(S.published, _("Save changes"), _("Put it on the board")),
        type="submit",
        on_click=S.mean(False),
        data_testid="forum-publish",
    )
    return rx.el.div(publish, rx.cond(S.published, rx.fragment(), keep), class_name="flex flex-wrap gap-2")
