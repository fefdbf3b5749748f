"""`/moderation/tags`: tags of the board that mean the same, joined by moderators."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _, date_var, text_var
from practice_app.pages.shared.forms import form_error, wrong
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.pages.shared.office import of_office
from practice_app.state.moderation.tags import JoinedTagsState

T: Any = JoinedTagsState


def joined_tags() -> rx.Component:
    """The page."""
    return own_page(
        page_header(
            _("Tags that mean the same"),
            link_button(_("Moderation"), href="/moderation", variant="quiet"),
            lead=_("Posts under either tag are found by both, and the one that stays is offered while people type."),
        ),
        seen_last(skeleton("h-40 w-full"), JoinedTagsState, ready=T.stage != "loading"),
        of_office(T.stage, _there(), _("This is for moderators.")),
        active="/moderation",
    )


def _there() -> rx.Component:
    none = empty_state(_("No tags were joined yet"), _("Authors keep the words that they chose, whatever is joined."))
    rows = rx.el.ul(rx.foreach(T.rows, _row), class_name="rows max-w-2xl", data_testid="joined-tags")
    return rx.el.div(_form(), rx.cond(T.rows.length() > 0, rows, none), class_name="grid gap-8")


def _form() -> rx.Component:
    return rx.el.form(
        form_error(T.errors),
        rx.el.div(
            _tag(_("This tag"), "name", _("For example: vibratos")),
            _tag(_("means this one, which stays"), "into", _("For example: vibrato")),
            class_name="grid grid-cols-1 gap-4 sm:grid-cols-2",
        ),
        rx.el.div(button(_("Join them"), type="submit", data_testid="join-tags")),
        key=T.made.to_string(),
        on_submit=T.join,
        no_validate=True,
        class_name="grid gap-4 max-w-2xl",
    )


def _tag(label: Any, name: str, hint: Any) -> rx.Component:
    return text_field(label, name, hint=hint, error=wrong(T.errors, name), max_length=40, auto_complete="off")


def _row(one: Any) -> rx.Component:
    stays = rx.el.a(text_var(one.into, {}), href=one.address, class_name="link-plain break-words font-semibold")
    return rx.el.li(
        rx.el.div(
            rx.el.span(one.name, class_name="break-words"),
            rx.el.span("→", aria_label=_("means")),
            stays,
            rx.el.span(date_var(one.at, dateStyle="medium"), class_name="quiet text-sm"),
            class_name="flex flex-wrap items-baseline gap-2 min-w-0",
        ),
        button(
            _("Take apart"),
            variant="secondary",
            size="small",
            on_click=T.part(one.id),
            aria_label=_("Take {name} apart again", name=one.name),
        ),
        key=one.id,
        class_name="flex flex-wrap items-center justify-between gap-3 py-3",
    )
