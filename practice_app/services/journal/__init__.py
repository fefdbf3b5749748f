"""What was practised, looked back on: months, and a session's page."""

from practice_app.services.journal.months import SHOWN, DayRow, EntryRow, entries, entry, listening, month, opened
from practice_app.services.journal.session_page import SessionPage

__all__ = ["SHOWN", "DayRow", "EntryRow", "SessionPage", "entries", "entry", "listening", "month", "opened"]
