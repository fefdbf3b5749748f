"""What a piece's status is called."""

from typing import Any

import reflex as rx

from practice_app.i18n import _

STATUS: dict[str, Any] = {
    "learning": _("Learning"),
    "polishing": _("Polishing"),
    "performing": _("Performing"),
    "resting": _("Resting"),
}


def status(key: Any) -> Any:
    """Name a status."""
    return rx.match(key, *STATUS.items(), "")
