"""What a machine notices in what somebody wrote: it opens a case for a moderator, and never hides or deletes anything.

Words and links alone, looked at here, in linear time and without a network: a short list that knows its place. Music is
full of words that long lists take offence at, so only what is an insult wherever it stands is in it. What machines
elsewhere are asked about, where the host named any, is written down here and asked later, by a worker.
"""

from typing import Final
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.ids import new_id
from practice_app.models import MachineLook, Report, ReportKind
from practice_app.models.columns import now
from practice_app.models.moderation import EXCERPT_LENGTH
from practice_app.settings import get_settings
from practice_app.text import bare

MOST_LINKS: Final = 4
WORDS, LINKS = "words", "links"
ON_THE_BOARD: Final = frozenset({ReportKind.POST, ReportKind.COMMENT})
"""What machines elsewhere may be asked about; what two people write to each other is nobody's."""
INSULTS: Final = frozenset(
    ("asshole", "bastard", "bitch", "cunt", "faggot", "motherfucker", "nigger", "retard", "slut", "whore")
)
"""Whole words."""
_KOREAN, _CHINESE = (
    ("개새끼", "병신", "씨발", "시발놈", "좆", "쌍년", "미친년"),
    ("操你", "肏你", "婊子", "賤人", "幹你娘", "王八蛋"),
)
PARTS: Final = tuple(map(bare, _KOREAN + _CHINESE))
"""Wherever they stand, since Korean and Chinese part words otherwise."""


def noticed(text: str) -> list[str]:
    """Tell what is to be looked at in a text: insults, more links than somebody needs who has something to say."""
    folded = bare(text)
    words = "".join(sign if sign.isalnum() else " " for sign in folded).split()
    found = [WORDS] if not INSULTS.isdisjoint(words) or any(part in folded for part in PARTS) else []
    return [*found, LINKS] if folded.count("http://") + folded.count("https://") > MOST_LINKS else found


def notice(db: Session, kind: ReportKind, identity: UUID, about: UUID, text: str) -> None:
    """Open a case about what somebody wrote, where something in it is to be looked at, with the deed."""
    flags = noticed(text)
    machines = kind in ON_THE_BOARD and bool(get_settings().machines)
    if not flags and not machines:
        return
    with as_system(db):
        if machines:
            _let_look(db, kind, identity, about)
        for flag in flags:
            opened(db, kind, identity, about, text, flag)
        db.flush()


def _let_look(db: Session, kind: str, identity: UUID, about: UUID) -> None:
    """Have machines look at it as it is now; one that was to look already looks anew."""
    row = {"kind": kind, "subject_id": identity, "about_id": about, "due_at": now(), "tries": 0}
    anew = {"due_at": row["due_at"], "tries": 0}
    made = insert(MachineLook).values(row)
    db.execute(made.on_conflict_do_update(index_elements=["kind", "subject_id"], set_=anew))


def opened(db: Session, kind: str, identity: UUID, about: UUID, excerpt: str, flag: str = "") -> Report:
    """The open case of a thing, or a new one (as the system)."""
    row = {"id": new_id(), "kind": kind, "subject_id": identity, "about_id": about, "opened_at": now()}
    row |= {"excerpt": excerpt[:EXCERPT_LENGTH], "flags": [flag] if flag else [], "hidden": False}
    db.execute(insert(Report).values(**row).on_conflict_do_nothing())
    this = (col(Report.kind) == kind, col(Report.subject_id) == identity, col(Report.closed_at).is_(None))
    case = db.exec(select(Report).where(*this).with_for_update()).one()
    if flag and flag not in case.flags:
        case.flags = [*case.flags, flag]
    return case
