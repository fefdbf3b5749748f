"""What is neglected: not practised for much longer than it usually waits."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from uuid import UUID

from sqlmodel import Session

from practice_app.locales import msg
from practice_app.services.accounts import itself
from practice_app.services.planning import tempos
from practice_app.services.planning.due import MOST, ProposalRow, named, usual_minutes
from practice_app.services.planning.history import History, Worked, day_of_last, history, whole
from practice_app.services.planning.ratings import Run
from practice_app.services.planning.words import Said, said
from practice_app.services.progress import here

FEW_DAYS = 28
MUCH_LONGER = 3
RESTING = "resting"


def neglected(db: Session, who: UUID) -> list[ProposalRow]:
    """List what is neglected, the longest one first. What rests is not."""
    today = here(db, who, itself(db, who).timezone).today
    return neglected_among(history(db, who), today)[:MOST]


def neglected_among(found: History, today: date) -> list[ProposalRow]:
    """Pieces that are neglected; of the others, passages that are."""
    by_piece: dict[UUID, list[Worked]] = defaultdict(list)
    for one in found.known:
        if one.subject.status != RESTING:
            by_piece[one.piece_id].append(one)
    rows = [row for piece, parts in by_piece.items() for row in _of_piece(parts, found.by_piece.get(piece, ()), today)]
    return sorted(rows, key=lambda row: (row.last_practised_on or today, row.title))


def _of_piece(parts: list[Worked], runs: Sequence[Run], today: date) -> list[ProposalRow]:
    if row := _row(Worked(whole(parts[0].subject), tuple(runs)), today):
        return [row]
    passages = [one for one in parts if one.subject.section_id]
    return [found for one in passages if (found := _row(one, today))]


def _row(one: Worked, today: date) -> ProposalRow | None:
    last = day_of_last(one.runs)
    if last is None:
        return None
    usual = usual_interval(one.runs)
    limit = max(FEW_DAYS, MUCH_LONGER * (usual or 0))
    if (today - last).days <= limit:
        return None
    subject = one.subject
    return ProposalRow(
        **named(subject),
        due_on=last + timedelta(days=round(limit)),
        last_practised_on=last,
        why=_why(last, usual),
        minutes=usual_minutes(one.runs),
        bpm=tempos.proposed(subject.current_bpm, subject.target_bpm, problem=True),
    )


def usual_interval(runs: tuple[Run, ...]) -> float | None:
    """Days from one day of practice to the next, as it usually is; ``None`` before there were three."""
    days = sorted({run.day for run in runs})
    return median((later - sooner).days for sooner, later in pairwise(days)) if len(days) > MUCH_LONGER - 1 else None


def _why(last: date, usual: float | None) -> Said:
    if usual is not None and usual >= 2:
        return said(msg("Usually practised every {n} days; the last time was {day}."), n=round(usual), day=last)
    return said(msg("The last time was {day}."), day=last)
