"""The tablet that children share: the tiles to tap on, the way there, and what makes a device one."""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from practice_app.components.ui.icon import icon
from practice_app.components.ui.island import Island
from practice_app.components.ui.rest_form import rest_form, rest_message, rest_submit
from practice_app.i18n import _
from practice_app.reflex_seams.published import published

_SWITCHING = published("switching.js")


class _Family(Island):
    library = published("family.jsx")
    tag = "Family"


class _FamilyLink(Island):
    library = published("family_link.jsx")
    tag = "FamilyLink"


def family() -> rx.Component:
    """Who may come in on this tablet, each by a PIN."""
    return _Family.create()


def family_link() -> rx.Component:
    """The way there, on a device that children share; nothing on any other."""
    return _FamilyLink.create()


def share_form() -> rx.Component:
    """Lets one's children share the device in hand."""
    return rest_form(
        "/api/v1/family",
        rest_message(),
        rest_submit(
            icon("users"), _("Share this device"), class_name="btn btn-hairline btn-round", data_testid="family-share"
        ),
        after=_function("toFamily"),
        class_name="grid justify-items-start gap-3",
    )


def end_form(on_done: Any) -> rx.Component:
    """Ends that on every device."""
    return rest_form(
        "/api/v1/family",
        rest_message(),
        rest_submit(_("No shared device any more"), class_name="btn btn-quiet", data_testid="family-end"),
        method="DELETE",
        on_done=on_done,
        class_name="grid justify-items-start gap-3",
    )


def _function(name: str) -> rx.Var[Any]:
    return rx.Var(name, _var_data=VarData(imports={_SWITCHING: [rx.ImportVar(tag=name)]}))
