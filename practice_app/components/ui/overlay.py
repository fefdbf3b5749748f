"""What lies over a page for a moment: dialog, toast, menu."""

from typing import Any

import reflex as rx
from reflex.event import no_args_event_spec

from practice_app.components.ui.icon import icon
from practice_app.reflex_seams.published import published


class _Dialog(rx.Component):
    library = published("dialog.jsx")
    tag = "Dialog"
    open: rx.Var[bool]
    title: rx.Var[str]
    on_close: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


class _ToastFromBefore(rx.Component):
    library = published("toast.jsx")
    tag = "ToastFromBefore"


class _Notices(rx.Component):
    library = published("toast.jsx")
    tag = "Notices"
    message: rx.Var[str]
    kind: rx.Var[str]
    number: rx.Var[int]
    undoable: rx.Var[int]
    on_undo: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


def notices(message: Any, kind: Any, number: Any, **undo: Any) -> rx.Component:
    """What a page's state tells, as a toast; each new number shows it again.

    With ``undoable`` (the number of a notice) and ``on_undo`` that one can be taken back.
    """
    return _Notices.create(message=message, kind=kind, number=number, **undo)


def toast_from_before() -> rx.Component:
    """What the page before had to tell, as a toast; needs no server."""
    return _ToastFromBefore.create()


def dialog(title: Any, *children: Any, is_open: Any, on_close: Any, actions: list[rx.Component]) -> rx.Component:
    """A question that must be answered first; Escape and a tap outside close it."""
    row = rx.el.div(*actions, class_name="mt-6 flex flex-wrap justify-end gap-3")
    return _Dialog.create(*children, row, title=title, open=is_open, on_close=on_close)


def menu(name: str, label: Any, *items: rx.Component, trigger: str = "ellipsis") -> rx.Component:
    """A button that opens a short list; closes by Escape and by a tap elsewhere (native popover)."""
    opener = rx.el.button(
        icon(trigger),
        type="button",
        aria_label=label,
        title=label,
        class_name=f"btn btn-quiet btn-square [anchor-name:--{name}]",
        custom_attrs={"popoverTarget": name},
    )
    sheet = rx.el.div(
        *items,
        id=name,
        class_name=f"menu-sheet [position-anchor:--{name}]",
        custom_attrs={"popover": "auto"},
    )
    return rx.fragment(opener, sheet)


def menu_item(name: str, label: Any, **props: Any) -> rx.Component:
    """One line of a menu: a link if it has an `href`, else a button."""
    make = rx.el.a if "href" in props else rx.el.button
    return make(icon(name), label, class_name="menu-item", **props)
