"""What rules, reasons, kinds and deeds are called."""

from typing import Any

import reflex as rx

from practice_app.i18n import _

REASONS = {
    "spam": _("Advertising, or the same over and over"),
    "rude": _("Rude or hurtful"),
    "danger": _("Puts somebody in danger"),
    "copyright": _("Not theirs to show"),
    "other": _("Something else"),
}
KINDS = {
    "post": _("Post"),
    "comment": _("Comment"),
    "user": _("Person"),
    "recording": _("Recording"),
    "group": _("Group"),
    "partner_request": _("Words to a practice partner"),
}
ACTS = {
    "dismiss": _("Leave it"),
    "hide": _("Hide"),
    "warn": _("Warn"),
    "lock": _("Close"),
    "suspend": _("Pause the person"),
    "ban": _("Ban the person"),
}
FLAGS = {
    "words": _("noticed: insulting words"),
    "links": _("noticed: many links"),
    "machine_text": _("a machine takes offence at the words"),
    "machine_picture": _("a machine takes offence at a picture"),
    "held": _("somebody new, with links: waits for you"),
}
DEEDS = {
    "hide": _("Hidden"),
    "warn": _("A word from a moderator"),
    "lock": _("Closed"),
    "suspend": _("You write to nobody for a while"),
    "ban": _("You write to others no more"),
}


def called(words: dict[str, Any], key: Any) -> Any:
    """What something is called, by its key."""
    return rx.match(key, *words.items(), "")
