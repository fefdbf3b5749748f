"""All the links that one made: what each shows, until when, how often it was opened; and taking it back."""

from typing import Any

import reflex as rx

from practice_app.components.sharing.share import address, opened, over, tools, until
from practice_app.components.ui.button import button
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _, day_var, word_var
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.pages.sharing.parts import share_dashboard
from practice_app.state.sharing import SharingState

LINKS: Any = SharingState.links


def shares() -> rx.Component:
    """The page."""
    back = rx.el.a(_("Profile"), href="/profile", class_name="link-plain")
    return own_page(
        sheet("sharing/share.css"),
        page_header(_("Your links"), eyebrow=back),
        seen_last(_skeleton(), SharingState, "loaded", "links", ready=SharingState.loaded),
        rx.cond(SharingState.loaded, _weeks(), rx.fragment()),
        rx.cond(SharingState.loaded, rx.cond(LINKS.length() > 0, _list(), _empty()), rx.fragment()),
        active="/profile",
    )


def _weeks() -> rx.Component:
    """The one thing that is shared here and on no other page."""
    return rx.el.details(
        rx.el.summary(_("Share your last twelve weeks"), class_name="row-title"),
        share_dashboard(),
        class_name="share-folded",
        data_testid="shares-weeks",
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        skeleton("h-20 w-full"), skeleton("h-20 w-full"), class_name="grid max-w-xl gap-4", aria_busy="true"
    )


def _list() -> rx.Component:
    return rx.el.ul(rx.foreach(LINKS, _link), class_name="share-made max-w-xl", data_testid="shares")


def _empty() -> rx.Component:
    return empty_state(
        _("Nothing is shared"),
        _("A session, a recording that you kept, and your profile can be shared by a link: on the page of each."),
    )


def _link(link: Any) -> rx.Component:
    kinds = [
        ("session", _("Session")),
        ("recording", _("Recording")),
        ("profile", _("Profile")),
        ("dashboard", _("Twelve weeks of practice")),
        ("group", _("Group")),
    ]
    instrument = rx.cond(link.instrument != "", word_var(link.instrument), _("Practice"))
    named = rx.cond(link.title != "", link.title, instrument)
    day = day_var(link.day, day="numeric", month="long", year="numeric")
    of_group = rx.cond(link.kind == "group", rx.fragment(": ", link.title), rx.fragment())
    about = rx.cond(link.day == "", of_group, rx.fragment(": ", named, " · ", day))
    return rx.el.li(
        rx.el.h2(rx.match(link.kind, *kinds, ""), about, class_name="row-title text-base"),
        address(link),
        rx.el.p(until(link), " · ", opened(link), class_name="quiet text-sm"),
        over(link),
        rx.cond(SharingState.asked == link.id, _question(link), _offers(link)),
        key=link.id,
        data_testid="shares-row",
    )


def _offers(link: Any) -> rx.Component:
    return rx.el.div(
        tools(link),
        button(
            _("Take back"),
            variant="quiet",
            size="small",
            on_click=SharingState.ask(link.id),
            data_testid="share-revoke",
        ),
        class_name="share-tools",
    )


def _question(link: Any) -> rx.Component:
    """A link that was taken back can't be brought back: others have its address."""
    return rx.el.div(
        rx.el.p(_("Nobody can open it any more then, and this address never comes back."), class_name="text-sm"),
        button(
            _("Take it back"),
            variant="danger",
            size="small",
            on_click=SharingState.revoke(link.id),
            data_testid="share-revoke-sure",
        ),
        button(_("Keep it"), variant="quiet", size="small", on_click=SharingState.ask("")),
        class_name="share-tools",
        role="group",
    )
