"""By which ways one is told of what, when nothing rings, and when one is reminded to practise."""

from typing import Any

import reflex as rx

from practice_app.components.notifications.wishes import hour, matrix, this_device, weekdays
from practice_app.components.ui.field import switch
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import page_header, skeleton
from practice_app.i18n import _
from practice_app.pages.accounts.part import part
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.notifications.wishes import WishesState

WISHES: Any = WishesState.wishes
WEEKDAYS: Any = WishesState.weekdays


def wishes() -> rx.Component:
    """The page."""
    back = rx.el.a(_("Settings"), href="/settings", class_name="link-plain")
    return own_page(
        sheet("accounts/settings.css"),
        sheet("notifications/notifications.css"),
        page_header(_("What I am told of"), eyebrow=back),
        rx.el.div(
            part(_("Pushes to this device"), this_device()),
            part(_("What, and how"), _filled(_what())),
            part(_("When nothing rings"), _filled(_quiet())),
            part(_("A reminder to practise"), _filled(_reminder())),
            class_name="settings",
        ),
        active="/settings",
    )


def _filled(shown: rx.Component) -> rx.Component:
    bone = rx.el.div(skeleton("h-16 w-full"), class_name="max-w-xl", aria_hidden="true")
    return rx.fragment(
        seen_last(bone, WishesState, "loaded", ready=WishesState.loaded),
        rx.cond(WishesState.loaded, shown, rx.fragment()),
    )


def _what() -> rx.Component:
    unmailed = rx.el.p(
        _("Mails come once you have confirmed your e-mail address."), class_name="quiet mb-2 max-w-xl text-sm"
    )
    told = rx.el.p(
        _("What you have read here by then neither rings nor comes by mail."), class_name="quiet mb-2 max-w-xl text-sm"
    )
    return rx.el.div(told, rx.cond(WishesState.mailed, rx.fragment(), unmailed), matrix(WISHES, WishesState.wish))


def _quiet() -> rx.Component:
    hours = rx.el.div(
        hour(_("From"), "quiet-from", WishesState.quiet_from, lambda at: WishesState.quiet_hours("from", at)),
        hour(_("To"), "quiet-to", WishesState.quiet_to, lambda at: WishesState.quiet_hours("to", at)),
        class_name="flex flex-wrap gap-4 pb-4",
    )
    return rx.el.div(
        switch(
            "notifications-quiet",
            _("Quiet hours"),
            _("What comes meanwhile waits until they are over, all in one message. News of your account doesn't wait."),
            WishesState.quiet,
            WishesState.be_quiet,
        ),
        rx.cond(WishesState.quiet, hours, rx.fragment()),
        switch(
            "notifications-discreet",
            _("Discreet"),
            _("Neither a push nor the subject of a mail says what it is about."),
            WishesState.discreet,
            WishesState.be_discreet,
        ),
    )


def _reminder() -> rx.Component:
    means = rx.cond(
        WishesState.usual != "",
        _("The middle of when you began in the last four weeks: {time}", time=WishesState.usual),
        _("It can be told once you have practised three times in four weeks; until then none comes."),
    )
    when = rx.el.div(
        switch("notifications-usual", _("At my usual hour"), means, WishesState.at_usual, WishesState.remind_usually),
        rx.cond(
            WishesState.at_usual,
            rx.fragment(),
            hour(_("Time"), "remind-at", WishesState.remind_at, WishesState.remind_hour),
        ),
        class_name="mt-2",
    )
    return rx.el.div(
        rx.el.p(
            _("On these days, unless you have practised already. It comes by the ways that are chosen above."),
            class_name="quiet mb-3 max-w-xl text-sm",
        ),
        weekdays(WEEKDAYS, WishesState.remind_on),
        rx.cond(WishesState.reminded, when, rx.fragment()),
    )
