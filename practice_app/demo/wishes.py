"""What somebody in the demo wants and does besides: goals, challenges, a title, a word against the ear, links.

Each is made once: whoever has any of a kind keeps what they have.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from practice_app import zones
from practice_app.database import system_transaction, transaction
from practice_app.demo.people import Aim, Player
from practice_app.demo.practised import Practised, piece_id, section_id
from practice_app.demo.practised.heard import analysis as heard
from practice_app.demo.practised.identity import named
from practice_app.demo.takes.keeping import takes
from practice_app.errors import Problem
from practice_app.models import Advice, ChallengeMeasure, CorrectionKind, ShareKind
from practice_app.services import analysis, awards, progress, sharing
from practice_app.services.analysis import CorrectionDraft
from practice_app.services.awards import ChallengeDraft
from practice_app.services.progress import GoalDraft
from practice_app.services.sharing import ShareDraft

ADVISED = timedelta(days=13)
"""So long ago the passage that is steadier since was advised upon."""


def grant(player: Player, user_id: UUID, fresh: Sequence[Practised]) -> None:
    """Give somebody what they wish for; ``fresh`` are the sessions that are new."""
    with transaction(user_id) as db:
        _goals(db, user_id, player)
        _aims(db, user_id, player)
        _title(db, user_id, player)
    _advised(player, user_id)
    if player.wishes.goals:
        _correct(player, user_id, fresh)


def share(player: Player, user_id: UUID, origin: str) -> None:
    """Make links to a session, to a take and to the numbers, unless there are any."""
    take = takes(player)[1]
    month = datetime.now(UTC) + timedelta(days=30)
    drafts = (
        ShareDraft(kind=ShareKind.DASHBOARD),
        ShareDraft(kind=ShareKind.SESSION, id=take.session_id, expires_at=month),
        ShareDraft(kind=ShareKind.RECORDING, id=take.recording_id),
    )
    with transaction(user_id) as db:
        missing = [] if sharing.listed(db, user_id, origin) else drafts
    for draft in missing:
        try:
            with transaction(user_id) as db:
                sharing.make(db, user_id, draft, origin)
        except Problem:  # they deleted what it would show
            continue


def _goals(db: Session, user_id: UUID, player: Player) -> None:
    if progress.own_goals(db, user_id):
        return
    for instrument, minutes in player.wishes.goals:
        goal = GoalDraft(minutes_per_week=minutes, rest_days=list(player.rest_days))
        progress.put_goal(db, user_id, instrument, goal)


def _aims(db: Session, user_id: UUID, player: Player) -> None:
    if any(not one.ours for one in awards.challenges(db, user_id)):
        return
    for aim in player.wishes.aims:
        awards.set_up(db, user_id, _challenge(player, aim))


def _challenge(player: Player, aim: Aim) -> ChallengeDraft:
    today = zones.day_of(datetime.now(UTC), player.timezone)
    return ChallengeDraft(
        title=aim.title,
        measure=ChallengeMeasure(aim.measure),
        target=aim.target,
        first_day=today - timedelta(days=aim.since),
        last_day=today + timedelta(days=aim.ahead),
        piece_id=aim.work and piece_id(player, aim.work),
    )


def _title(db: Session, user_id: UUID, player: Player) -> None:
    """Wear the first of the titles that is earned; what was earned in a year isn't news."""
    awards.news(db, user_id)
    if not player.wishes.titles or awards.worn(db, user_id):
        return
    earned = {one.key for one in awards.achievements(db, user_id) if one.earned_at}
    awards.wear(db, user_id, next((key for key in player.wishes.titles if key in earned), None))


def _correct(player: Player, user_id: UUID, fresh: Sequence[Practised]) -> None:
    """Say of a stretch in one of the newest sessions that it wasn't played, though it was heard so."""
    wanted = [one for one in fresh if one.heard and one.draft.source == "timer" and len(one.draft.items) > 1]
    for session in wanted[-2:-1]:
        first = next(span for span in heard(session)["spans"] if span["kind"] == "playing")
        draft = CorrectionDraft(
            id=named(player.key, "correction", str(session.id)),
            kind=CorrectionKind.NOT_PLAYING,
            start_s=first["start_s"],
            end_s=min(first["end_s"], first["start_s"] + 40),
        )
        with transaction(user_id) as db:
            analysis.correct(db, user_id, session.id, draft)


def _advised(player: Player, user_id: UUID) -> None:
    """Remember advice that was given and followed, so that what became of it can be seen."""
    given = datetime.now(UTC) - ADVISED
    rows = [
        {
            "id": named(player.key, "advice", passage.title),
            "user_id": user_id,
            "kind": "unsteady_passage",
            "piece_id": piece_id(player, work),
            "section_id": section_id(player, work, passage.title),
            "metric": "tempo_stability_pct",
            "baseline": passage.habit.swayed[1],
            "given_on": zones.day_of(given, player.timezone),
            "given_at": given,
        }
        for work in player.works
        for passage in work.passages
        if passage.habit.swayed
    ]
    if rows:
        with system_transaction() as db:
            db.execute(insert(Advice).values(rows).on_conflict_do_nothing())
