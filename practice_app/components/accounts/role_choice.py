"""What somebody is here: a switch for each, and what it opens."""

from typing import Any

import reflex as rx

from practice_app.components.ui.surface import badge
from practice_app.i18n import _


def role_choice(roles: Any, confirmed: Any, be: Any) -> rx.Component:
    """The three one may choose; several at once."""
    teaching = rx.cond(confirmed, badge(_("confirmed")), rx.fragment())
    return rx.el.ul(
        _role(
            roles, "student", _("I practise"), _("The journal, your pieces and the stand are there for everybody."), be
        ),
        _role(
            roles,
            "teacher",
            _("I teach"),
            _("Make accounts for students who are too young to make their own."),
            be,
            teaching,
        ),
        _role(roles, "parent", _("I'm a parent"), _("Make accounts for your children, and look after them."), be),
        class_name="rows max-w-xl",
    )


def _role(roles: Any, role: str, name: Any, opens: Any, be: Any, *more: rx.Component) -> rx.Component:
    return rx.el.li(
        rx.el.label(
            rx.el.span(
                rx.el.span(name, *more, class_name="row-title flex flex-wrap items-center gap-2"),
                rx.el.span(opens, id=f"role-{role}-opens", class_name="quiet block text-sm"),
                class_name="min-w-0 grow",
            ),
            rx.el.input(
                type="checkbox",
                role="switch",
                checked=roles.contains(role),
                on_change=lambda so: be(role, so),
                class_name="toggle",
                aria_describedby=f"role-{role}-opens",
                data_testid=f"settings-role-{role}",
            ),
            class_name="flex min-h-16 cursor-pointer items-center gap-4 py-2",
        )
    )
