"""What the board's words are called."""

from typing import Any

import reflex as rx

from practice_app.i18n import _

CATEGORIES: dict[str, Any] = {"question": _("Question"), "tip": _("Tip"), "free": _("Free")}
VIEWS: dict[str, Any] = {
    "all": _("All"),
    "question": _("Questions"),
    "tip": _("Tips"),
    "free": _("Free talk"),
    "unanswered": _("Unanswered"),
    "following": _("Following"),
    "mine": _("Mine"),
}
SORTS: dict[str, Any] = {"feed": _("Mine first"), "new": _("Newest"), "top": _("Best")}
ORDERS: dict[str, Any] = {"best": _("Best first"), "newest": _("Newest first"), "oldest": _("Oldest first")}


def category(key: Any) -> Any:
    """What a post is."""
    return rx.match(key, *CATEGORIES.items(), "")
