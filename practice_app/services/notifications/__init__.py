"""Notifications: what somebody was told, and by which ways they want to be."""

from practice_app.services.notifications.choosing import Choices, Quiet, choices, choose
from practice_app.services.notifications.inbox import MOST_COUNTED, OURS, Told, inbox, mark_read, sweep, unread
from practice_app.services.notifications.portable import HELD
from practice_app.services.shared.telling import COME

__all__ = [
    "COME",
    "HELD",
    "MOST_COUNTED",
    "OURS",
    "Choices",
    "Quiet",
    "Told",
    "choices",
    "choose",
    "inbox",
    "mark_read",
    "sweep",
    "unread",
]
