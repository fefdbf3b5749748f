"""Notifications: what somebody was told, by which ways they want to be, and what rings for it."""

from practice_app.services.notifications.choosing import Choices, choices, choose, choose_some
from practice_app.services.notifications.delivering import deliver, sweep_deliveries
from practice_app.services.notifications.inbox import MOST_COUNTED, Told, inbox, mark_read, sweep, unread
from practice_app.services.notifications.mailing import OwnLetters
from practice_app.services.notifications.portable import HELD, LEFT_OUT
from practice_app.services.notifications.push import public_key
from practice_app.services.notifications.quiet import Quiet
from practice_app.services.notifications.reminding import Reminder, remind, remind_due, reminder, usual_hour
from practice_app.services.notifications.saying import says
from practice_app.services.notifications.subscriptions import Given, Subscribed, subscribe, subscribed, unsubscribe
from practice_app.services.notifications.trying import try_device
from practice_app.services.notifications.unsubscribing import Link, mailed, opened
from practice_app.services.notifications.weekly import week_over, weeks_over
from practice_app.services.shared.telling import ALWAYS_MAILED, COME, TEACHERS

__all__ = [
    "ALWAYS_MAILED",
    "COME",
    "HELD",
    "LEFT_OUT",
    "MOST_COUNTED",
    "TEACHERS",
    "Choices",
    "Given",
    "Link",
    "OwnLetters",
    "Quiet",
    "Reminder",
    "Subscribed",
    "Told",
    "choices",
    "choose",
    "choose_some",
    "deliver",
    "inbox",
    "mailed",
    "mark_read",
    "opened",
    "public_key",
    "remind",
    "remind_due",
    "reminder",
    "says",
    "subscribe",
    "subscribed",
    "sweep",
    "sweep_deliveries",
    "try_device",
    "unread",
    "unsubscribe",
    "usual_hour",
    "week_over",
    "weeks_over",
]
