"""What was practised, looked back on: months, and a session's page."""

from practice_app.services.journal.months import (
    SHOWN,
    DayRow,
    EntryRow,
    Month,
    OffRow,
    entries,
    entry,
    listening,
    month,
    opened,
)
from practice_app.services.journal.session_page import Music, SessionPage, music
from practice_app.services.journal.strokes import Stave, stave

__all__ = [
    "SHOWN",
    "DayRow",
    "EntryRow",
    "Month",
    "Music",
    "OffRow",
    "SessionPage",
    "Stave",
    "entries",
    "entry",
    "listening",
    "month",
    "music",
    "opened",
    "stave",
]
