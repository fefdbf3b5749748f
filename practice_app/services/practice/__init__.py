"""Practice sessions: started on a device, kept here, changed and deleted."""

from practice_app.services.practice.bringing import Brought, bring, known
from practice_app.services.practice.drafts import Interval, Item, SessionChanges, SessionDraft
from practice_app.services.practice.heard import refresh_played
from practice_app.services.practice.history import changed
from practice_app.services.practice.portable import HELD, Year, count, in_turn, years
from practice_app.services.practice.rows import (
    COLUMNS,
    ItemRow,
    SessionRow,
    SharedSession,
    Wanted,
    as_row,
    by_link,
    shown_to_members,
)
from practice_app.services.practice.session_form import SessionTold, WorkRow, works
from practice_app.services.practice.session_form import save as save_form
from practice_app.services.practice.sessions import (
    UNDO_TIME,
    change,
    create,
    delete,
    get_owned,
    restore,
    save,
    sessions,
    show,
)

__all__ = [
    "COLUMNS",
    "HELD",
    "UNDO_TIME",
    "Brought",
    "Interval",
    "Item",
    "ItemRow",
    "SessionChanges",
    "SessionDraft",
    "SessionRow",
    "SessionTold",
    "SharedSession",
    "Wanted",
    "WorkRow",
    "Year",
    "as_row",
    "bring",
    "by_link",
    "change",
    "changed",
    "count",
    "create",
    "delete",
    "get_owned",
    "in_turn",
    "known",
    "refresh_played",
    "restore",
    "save",
    "save_form",
    "sessions",
    "show",
    "shown_to_members",
    "works",
    "years",
]
