"""Sharing by a link: for how long, the links there are, copying and sending one, taking it back."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from practice_app.components.ui.button import button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.island import Island
from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _, _n, date_var
from practice_app.reflex_seams.published import published


class _ShareTools(Island):
    library = published("late.jsx")
    tag = "ShareTools"
    url: rx.Var[str]
    title: rx.Var[str]


@dataclass(frozen=True)
class Deeds:
    """What happens on a tap: a link is made, one is taken back; ``on_last``: for how long the next is to be good."""

    on_make: Any
    on_revoke: Any
    on_last: Any


def share(links: Any, span: Any, deeds: Deeds, *, shows: Any, what: rx.Component | None = None) -> rx.Component:
    """Make a link and see those there are; ``links`` are the page's own. ``what`` chooses between several things."""
    listed = rx.el.ul(rx.foreach(links, lambda link: _made(link, deeds)), class_name="share-made empty:hidden")
    return rx.el.div(maker(span, deeds, shows=shows, what=what), listed, class_name="share")


def maker(span: Any, deeds: Deeds, *, shows: Any, what: rx.Component | None = None) -> rx.Component:
    """Make a link, and see none."""
    spans = [("day", _("A day")), ("week", _("A week")), ("month", _("A month")), ("always", _("Until I take it back"))]
    listed = [rx.el.option(said, value=key) for key, said in spans]
    length = rx.el.label(
        rx.el.span(_("For how long"), class_name="field-label"),
        rx.el.select(
            *listed, value=span, on_change=deeds.on_last, class_name="field-control", data_testid="share-span"
        ),
        class_name="field",
    )
    make = button(_("Make a link"), variant="secondary", on_click=deeds.on_make, data_testid="share-create")
    return rx.el.div(
        sheet("sharing/share.css"),
        rx.el.p(shows, class_name="quiet text-sm"),
        *([what] if what is not None else []),
        length,
        rx.el.div(make),
        class_name="share",
    )


def _made(link: Any, deeds: Deeds) -> rx.Component:
    return rx.el.li(
        rx.cond(link.kind == "recording", rx.el.p(_("Recording"), class_name="eyebrow"), rx.fragment()),
        address(link),
        rx.el.p(until(link), " · ", opened(link), class_name="quiet text-sm"),
        rx.el.div(
            tools(link),
            button(
                _("Take back"),
                variant="quiet",
                size="small",
                on_click=deeds.on_revoke(link.id),
                data_testid="share-revoke",
            ),
            class_name="share-tools",
        ),
        key=link.id,
    )


def address(link: Any) -> rx.Component:
    """The link itself, which opens in a tab of its own."""
    shown = rx.el.a(
        link.url, href=link.url, target="_blank", class_name="link-plain share-url", data_testid="share-url"
    )
    return rx.cond(link.url != "", shown, rx.el.p(_("Its address can't be shown any more."), class_name="quiet"))


def tools(link: Any) -> rx.Component:
    """Copying it, and giving it to another app."""
    title = rx.cond(link.title != "", link.title, "Woodshed")
    return rx.cond(link.url != "", _ShareTools.create(url=link.url, title=title), rx.fragment())


def copy_tools(url: Any, title: Any) -> rx.Component:
    """Copying an address, and giving it to another app."""
    return _ShareTools.create(url=url, title=title)


def until(link: Any) -> Any:
    """Until when it is good."""
    day = date_var(link.until, day="numeric", month="long", year="numeric", hour="numeric", minute="2-digit")
    return rx.cond(link.until != "", _("until {day}", day=day), _("until you take it back"))


def opened(link: Any) -> Any:
    """How often people opened it."""
    return _n("opened {n} time", "opened {n} times", link.views)


def over(link: Any) -> rx.Component:
    """A word about a link that shows nothing any more."""
    return rx.cond(
        link.opens,
        rx.fragment(),
        rx.el.p(icon("info"), _("It opens nothing any more."), class_name="quiet text-sm share-over"),
    )
