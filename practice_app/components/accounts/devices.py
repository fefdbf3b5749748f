"""Where somebody is signed in, in a list."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button
from practice_app.components.ui.surface import badge
from practice_app.i18n import _, date_var


def device_list(found: Any, *, here: Any, on_sign_out: Any, on_sign_out_others: Any) -> rx.Component:
    """The devices, the latest used first; each but the one in hand can be signed out."""
    others = button(
        _("Sign out all other devices"),
        variant="secondary",
        on_click=on_sign_out_others,
        data_testid="sign-out-others",
    )
    return rx.el.div(
        rx.el.ul(rx.foreach(found, lambda row: _device(row, here, on_sign_out)), class_name="rows"),
        rx.cond(found.length() > 1, rx.el.div(others), rx.fragment()),
        class_name="grid max-w-xl gap-4",
    )


def _device(row: Any, here: Any, on_sign_out: Any) -> rx.Component:
    seen = date_var(row.last_seen_at, dateStyle="medium", timeStyle="short")
    name = rx.cond(
        row.browser != "",
        rx.cond(row.system != "", _("{browser} on {system}", browser=row.browser, system=row.system), row.browser),
        rx.cond(row.system != "", row.system, _("Another client")),
    )
    away = button(_("Sign out"), variant="quiet", size="small", on_click=on_sign_out(row.id))
    return rx.el.li(
        rx.el.div(
            rx.el.p(name, class_name="row-title"),
            rx.el.p(_("last used {moment}", moment=seen), class_name="quiet text-sm"),
            class_name="min-w-0 grow basis-48",
        ),
        rx.cond(row.id == here, badge(_("this device")), away),
        class_name="flex min-h-16 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2",
        data_testid="settings-device",
    )
