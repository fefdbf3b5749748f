"""`/groups`: one's own, those that can be found, and a new one."""

from typing import Any

import reflex as rx

from practice_app.components.groups.cards import group_line
from practice_app.components.ui.button import button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _
from practice_app.pages.groups.forms import area_field, joining_field
from practice_app.pages.shared.forms import form_dialog, form_error, wrong
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.groups.listing import GroupsState

S: Any = GroupsState


def groups() -> rx.Component:
    """The page."""
    new = button(_("New group"), variant="secondary", icon="plus", on_click=S.add, data_testid="groups-create")
    return own_page(
        sheet("groups/groups.css"),
        page_header(_("Groups"), new),
        seen_last(_skeleton(), GroupsState, ready=S.loaded),
        rx.cond(S.loaded, _all(), rx.fragment()),
        _form(),
        active="/groups",
    )


def _all() -> rx.Component:
    none = empty_state(
        _("No group yet"),
        _(
            "A studio, a section, an orchestra: see together who practised and how it adds up. Each says themselves"
            " what of their practice the others see."
        ),
    )
    rows = rx.el.ul(rx.foreach(S.mine, _mine), class_name="rows", data_testid="groups-mine")
    return rx.el.div(
        rx.cond(S.mine.length() > 0, rows, none),
        _find(),
        rx.cond(S.ended.length() > 0, _ended(), rx.fragment()),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-10",
    )


def _mine(row: Any) -> rx.Component:
    back = button(_("Ask no longer"), variant="quiet", size="small", on_click=S.take_back(row.id))
    return group_line(row, rx.cond(row.place == "asked", back, rx.fragment()))


def _find() -> rx.Component:
    search = text_field(
        _("Search"), "words", type="search", value=S.words, on_change=S.search.debounce(300), max_length=200
    )
    rows = rx.el.ul(rx.foreach(S.found, _found), class_name="rows", data_testid="groups-found")
    none = rx.el.p(_("No other group that can be found holds these words."), class_name="quiet", role="status")
    return rx.el.section(
        rx.el.h2(_("Find a group"), class_name="mb-3"),
        rx.el.p(
            _("Groups that are open to all, or by request. Others you come into by a link that a member sends you."),
            class_name="quiet mb-4 max-w-prose",
        ),
        rx.el.div(search, class_name="max-w-md"),
        rx.cond(S.found.length() > 0, rows, rx.cond(S.words != "", none, rx.fragment())),
    )


def _found(row: Any) -> rx.Component:
    words = rx.cond(row.joining == "open", _("Join"), _("Ask to join"))
    join = button(words, variant="secondary", size="small", on_click=S.join(row.id), data_testid="groups-join")
    return group_line(row, join)


def _ended() -> rx.Component:
    def one(row: Any) -> rx.Component:
        back = button(
            _("Bring it back"),
            variant="secondary",
            size="small",
            on_click=S.restore(row.id),
            data_testid="groups-restore",
        )
        return group_line(row, back, leads_there=False)

    return rx.el.section(
        rx.el.h2(_("Ended by you"), class_name="mb-3"),
        rx.el.p(_("For 14 days you can bring them back, with everybody in them."), class_name="quiet"),
        rx.el.ul(rx.foreach(S.ended, one), class_name="rows"),
    )


def _form() -> rx.Component:
    return form_dialog(
        "group",
        _("New group"),
        form_error(S.errors),
        text_field(_("Name"), "name", max_length=80, auto_complete="off", error=wrong(S.errors, "name")),
        area_field(_("What it is (may stay empty)"), "description", wrong(S.errors, "description")),
        joining_field("invite"),
        is_open=S.adding,
        on_close=S.close,
        on_submit=S.save,
        submit=_("Set the group up"),
    )


def _skeleton() -> rx.Component:
    row = rx.el.div(skeleton("size-12 rounded-xl"), skeleton("h-5 w-56"), class_name="flex items-center gap-4 py-3")
    return rx.el.div(row, row, row, aria_busy="true")
