"""What a page is laid out with: headers, cards, rows, figures, notices, states of emptiness and waiting."""

from typing import Any, Literal

import reflex as rx

from practice_app.components.ui.icon import icon

Mood = Literal["info", "good", "careful", "bad"]
_MOOD_ICONS: dict[Mood, str] = {
    "info": "info",
    "good": "circle-check",
    "careful": "triangle-alert",
    "bad": "circle-alert",
}


def page_header(title: Any, *actions: rx.Component, eyebrow: Any = None, lead: Any = None) -> rx.Component:
    """The page's name in the serif, what it is about above it, what can be done beside it, a word (``lead``) below."""
    above = [rx.el.p(eyebrow, class_name="eyebrow")] if eyebrow is not None else []
    below = [rx.el.p(lead, class_name="quiet mt-2 max-w-[60ch]")] if lead is not None else []
    return rx.el.header(
        rx.el.div(*above, rx.el.h1(title, class_name="break-words"), *below, class_name="min-w-0 grow"),
        *([rx.el.div(*actions, class_name="page-actions flex max-w-full flex-wrap gap-2")] if actions else []),
        class_name="mb-6 flex flex-wrap items-end justify-between gap-4",
    )


def stat(
    value: Any, label: Any, *, unit: Any = None, outline: bool = False, note: Any = None, **props: Any
) -> rx.Component:
    """A big figure in the serif. Outline is for clock time: what was played is always filled."""
    figure = rx.el.span(value, class_name="figure-big figure-outline" if outline else "figure-big")
    measure = [rx.el.span(unit, class_name="quiet ms-1.5 text-base whitespace-nowrap")] if unit is not None else []
    below = [rx.el.dd(note, class_name="quiet order-last text-sm")] if note is not None else []
    return rx.el.div(
        rx.el.dt(label, class_name="eyebrow order-last mt-1"),
        rx.el.dd(figure, *measure, **props),
        *below,
        class_name="flex flex-col",
    )


def badge(text: Any, *, filled: bool = False, icon_name: str | None = None) -> rx.Component:
    """A short word about something."""
    drawn = [icon(icon_name)] if icon_name else []
    return rx.el.span(*drawn, text, class_name="pill pill-filled" if filled else "pill")


def notice(text: Any, *actions: rx.Component, mood: Mood = "info", **props: Any) -> rx.Component:
    """A sentence in the flow of the page: what is the matter, what is safe, what to do."""
    role = "alert" if mood == "bad" else "status"
    return rx.el.div(
        icon(_MOOD_ICONS[mood]),
        rx.el.div(text, class_name="min-w-0"),
        rx.el.div(*actions),
        role=role,
        class_name=f"notice notice-{mood}",
        **props,
    )


def empty_state(title: Any, text: Any, action: rx.Component | None = None, picture: Any = None) -> rx.Component:
    """Nothing here yet: says what will be, and offers the one thing to do."""
    parts = [picture] if picture is not None else []
    parts += [rx.el.h2(title), rx.el.p(text)]
    parts += [action] if action is not None else []
    return rx.el.div(*parts, class_name="empty")


def skeleton(class_name: str = "h-4 w-full") -> rx.Component:
    """A bone of what is still loading, in its real shape; hidden from screen readers."""
    return rx.el.div(class_name=f"bone {class_name}", aria_hidden="true")
