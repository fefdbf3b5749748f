"""An achievement as it is drawn: earned, on the way, or as news."""

from typing import Any

import reflex as rx

from practice_app.components.ui.icon import icon
from practice_app.i18n import _, _n, date_var, number_var, text_var
from practice_app.services.awards import ICONS


def drawn(name: Any) -> rx.Component:
    """Its icon; each is named here, so that the style sheet has it."""
    return rx.match(name, *((one, icon(one)) for one in ICONS), icon("star"))


def words(row: Any) -> rx.Component:
    """What it is called, and what it is for."""
    return rx.el.span(
        rx.el.span(text_var(row.title, {}), class_name="medal-title"),
        rx.el.span(text_var(row.description, {"n": number_var(row.n)}), class_name="quiet text-sm"),
        class_name="min-w-0 grid",
    )


def earned(row: Any, on_wear: Any) -> rx.Component:
    """One that is earned, with the day; a tap has it worn."""
    day = date_var(row.earned_at, day="numeric", month="short", year="numeric")
    return rx.el.li(
        rx.el.span(drawn(row.icon), class_name="medal", aria_hidden="true"),
        rx.el.span(words(row), rx.el.span(day, class_name="quiet text-sm"), class_name="min-w-0 grid"),
        rx.el.button(
            rx.cond(row.worn, rx.fragment(icon("check"), _("Worn")), _("Wear")),
            type="button",
            aria_pressed=rx.cond(row.worn, "true", "false"),
            aria_label=_("Wear the title {title}", title=text_var(row.title, {})),
            class_name=rx.cond(row.worn, "btn btn-hairline btn-sm btn-round medal-worn", "btn btn-quiet btn-sm"),
            on_click=on_wear(row.key),
            data_testid="title-wear",
        ),
        key=row.key,
        class_name="medal-row",
        data_testid="achievement",
        custom_attrs={"data-earned": "true"},
    )


def coming(row: Any) -> rx.Component:
    """One on the way, and how far."""
    so_far = _("{value} of {of}", value=number_var(row.value), of=number_var(row.n))
    return rx.el.li(
        rx.el.span(drawn(row.icon), class_name="medal medal-coming", aria_hidden="true"),
        rx.el.span(
            words(row),
            rx.el.span(
                rx.el.progress(value=row.share, max=1, class_name="bar", aria_label=so_far),
                rx.el.span(so_far, class_name="quiet text-sm whitespace-nowrap", aria_hidden="true"),
                class_name="medal-way",
            ),
            class_name="min-w-0 grid gap-1",
        ),
        key=row.key,
        class_name="medal-row medal-row-coming",
        data_testid="achievement",
    )


def news(rows: Any, count: Any) -> rx.Component:
    """What is new, quietly, on the page of a session; nothing when there is nothing. ``rows``: the greatest of them."""
    return rx.cond(
        rows.length() > 0,
        rx.el.section(
            rx.el.p(_n("A new title is yours.", "{n} new titles are yours.", count), class_name="font-semibold"),
            rx.el.ul(rx.foreach(rows, _new), class_name="grid gap-3"),
            rx.el.a(_("All you have earned"), href="/achievements", class_name="link-plain"),
            class_name="medal-news",
            role="status",
            data_testid="achievements-news",
        ),
        rx.fragment(),
    )


def _new(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(drawn(row.icon), class_name="medal", aria_hidden="true"),
        words(row),
        key=row.key,
        class_name="medal-row",
    )
