"""One's data: taken along, brought along."""

import reflex as rx

from practice_app.components.accounts.leaving import leaving
from practice_app.components.accounts.sign_in_again import sign_in_again
from practice_app.components.portability.bringing import bringing
from practice_app.components.portability.taking import taking
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import page_header, skeleton
from practice_app.i18n import _
from practice_app.pages.accounts.part import part
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.portability import DataState


def data() -> rx.Component:
    """The page."""
    return own_page(
        sheet("accounts/settings.css"),
        sheet("portability/data.css"),
        page_header(_("Your data"), eyebrow=rx.el.a(_("Settings"), href="/settings", class_name="link-plain")),
        rx.el.div(
            part(
                _("Take everything along"),
                seen_last(skeleton("h-12 w-full max-w-md"), DataState, "loaded", ready=DataState.loaded),
                rx.cond(DataState.loaded, taking(DataState), rx.fragment()),
                id="along",
            ),
            part(_("Bring a journal along"), bringing(DataState)),
            part(_("Delete everything"), leaving()),
            class_name="settings",
        ),
        sign_in_again(),
        active="/settings",
    )
