"""`/admin`: people, reports, jobs, what is stored, settings, health; for administrators."""

from typing import Any

import reflex as rx

from practice_app.components.admin.parts import health_rows, job_rows, right_rows, setting_rows, stored_rows
from practice_app.components.admin.people import person_dialog, person_row
from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import page_header, skeleton
from practice_app.i18n import _, number_var
from practice_app.pages.accounts.part import part
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.pages.shared.office import of_office
from practice_app.state.admin.house import AdminState

A: Any = AdminState
WHICH = {"all": _("All"), "teachers": _("Teachers"), "offices": _("Offices"), "suspended": _("Locked out")}


def admin() -> rx.Component:
    """The page."""
    return own_page(
        sheet("accounts/settings.css"),
        sheet("admin/admin.css"),
        page_header(
            _("Administration"),
            link_button(_("Look anew"), href="/admin", variant="quiet", icon="refresh-cw"),
            lead=rx.cond(A.stage == "there", _("People here: {n}", n=number_var(A.people)), ""),
        ),
        seen_last(skeleton("h-40 w-full"), AdminState, ready=A.stage != "loading"),
        of_office(A.stage, _there(), _("This is for administrators.")),
        person_dialog(A),
        active="/admin",
    )


def _there() -> rx.Component:
    return rx.el.div(
        part(_("Health"), health_rows(A.health)),
        part(_("Reports"), _reports()),
        part(_("People"), _people()),
        part(_("Jobs"), job_rows(A.jobs)),
        part(
            _("How often it hears right"),
            rx.el.p(
                _(
                    "By what people corrected who let it be counted; what nobody corrected is not in it. No row "
                    "speaks of fewer than five."
                ),
                class_name="quiet mb-3 text-sm",
            ),
            right_rows(A.right),
        ),
        part(_("Stored"), stored_rows(A.stored)),
        part(
            _("How it is set"),
            rx.el.p(
                _("These are set where Woodshed is started, and read once. Keys and passwords stand nowhere here."),
                class_name="quiet mb-3 text-sm",
            ),
            setting_rows(A.settings),
        ),
        class_name="settings",
    )


def _reports() -> rx.Component:
    """How much waits for a moderator, and the way there."""
    said = rx.cond(
        A.reports + A.appeals > 0,
        rx.fragment(
            _("Reports that wait: {n}", n=number_var(A.reports)),
            " · ",
            _("Appeals that wait: {n}", n=number_var(A.appeals)),
        ),
        _("Nothing waits"),
    )
    way = link_button(_("To the moderators' page"), href="/moderation", variant="secondary", size="small")
    return rx.el.div(rx.el.p(said), way, class_name="grid justify-items-start gap-3")


def _search() -> rx.Component:
    """What was typed stays out of the address: it may be somebody's."""
    said = _("A name, an e-mail address, a user name")
    field = rx.el.input(
        name="q",
        type="search",
        max_length=200,
        auto_complete="off",
        aria_label=said,
        placeholder=said,
        class_name="field-control min-w-0 grow basis-40",
        data_testid="admin-search",
    )
    find = button(_("Find"), type="submit", variant="secondary", icon="search", data_testid="admin-find")
    return rx.el.form(field, find, on_submit=A.find, no_validate=True, class_name="flex flex-wrap gap-2")


def _people() -> rx.Component:
    def one(key: str, name: Any) -> rx.Component:
        return rx.el.button(
            name,
            type="button",
            on_click=A.only(key),
            aria_pressed=rx.cond(A.which == key, "true", "false"),
            class_name="segment",
            data_testid=f"admin-which-{key}",
        )

    which = rx.el.div(
        *(one(key, name) for key, name in WHICH.items()),
        role="group",
        aria_label=_("Whom to show"),
        class_name="segmented segmented-wide",
    )
    none = rx.el.p(_("Nobody is found like that."), class_name="quiet", role="status")
    return rx.el.div(
        _search(),
        which,
        rx.cond(
            A.rows.length() > 0,
            rx.el.ul(rx.foreach(A.rows, lambda row: person_row(row, A)), class_name="admin-rows"),
            none,
        ),
        rx.el.p(
            _("At most 50 are shown. Offices of administrators, passwords and erasing are done by command."),
            class_name="quiet text-sm",
        ),
        class_name="grid gap-4",
    )
