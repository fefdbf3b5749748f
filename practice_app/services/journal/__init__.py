"""What was practised, looked back on: months, and a session's page."""

from practice_app.services.journal.months import (
    SHOWN,
    DayRow,
    Entries,
    EntryRow,
    Month,
    OffRow,
    entries,
    entry,
    listening,
    month,
    opened,
    search,
    titles,
)
from practice_app.services.journal.session_page import Music, SessionPage, levels, music, read
from practice_app.services.journal.strokes import Stave, stave

__all__ = [
    "SHOWN",
    "DayRow",
    "Entries",
    "EntryRow",
    "Month",
    "Music",
    "OffRow",
    "SessionPage",
    "Stave",
    "entries",
    "entry",
    "levels",
    "listening",
    "month",
    "music",
    "opened",
    "read",
    "search",
    "stave",
    "titles",
]
