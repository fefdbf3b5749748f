"""Put the people and their year into the database, through the same services that everyone uses."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app import zones
from practice_app.database import system_transaction, transaction
from practice_app.demo import heard, kept
from practice_app.demo.people import ANN, EVERYONE, TEACHER, Player
from practice_app.demo.year import Practised, identity, piece_id, practised, section_id
from practice_app.errors import Conflict
from practice_app.models import Analysis, Recording, RecordingStatus
from practice_app.models.columns import now
from practice_app.services import accounts, pieces, practice
from practice_app.services.accounts import Registration
from practice_app.services.pieces import PieceDraft, SectionDraft, TagDraft
from practice_app.services.shared.storage import random_key

PASSWORD = "woodshed-demo"
TAGS = (("concert", "#b4532a"), ("lesson", "#2f6b4f"), ("warm-up", "#c79a3b"))
__all__ = ["ANN", "PASSWORD", "TEACHER", "Seeded", "seed_demo"]


@dataclass(frozen=True)
class Seeded:
    """How much there is now, and Ann's id."""

    people: int
    sessions: int
    heard: int
    ann: UUID


def seed_demo(
    players: tuple[Player, ...] = EVERYONE, *, days: int | None = None, say: Callable[[str], None] = lambda _: None
) -> Seeded:
    """Fill the database with these players' practice (at most ``days`` back); again adds only what is new."""
    sessions = listened = 0
    ids = {}
    for player in players:
        ids[player.key] = user_id = _account(player)
        year = practised(player, zones.day_of(datetime.now(UTC), player.timezone), datetime.now(UTC))
        year = [s for s in year if days is None or s.draft.started_at > datetime.now(UTC) - timedelta(days=days)]
        _music(player, user_id)
        with transaction(user_id) as db:
            for session in year:
                _store(db, user_id, session)
        listened += _listen(user_id, year)
        sessions += len(year)
        say(f"{player.name}: {len(year)} sessions")
    if ANN.key in ids and not kept.keep_a_take(ids[ANN.key]):
        say("no take to listen to: S3 or the ear can't be reached")
    return Seeded(len(players), sessions, listened, ids.get(ANN.key, next(iter(ids.values()))))


def _account(player: Player) -> UUID:
    """Sign somebody up, unless they are here."""
    with system_transaction() as db:
        there = accounts.find(db, player.email)
        if there is None:
            wanted = Registration(
                email=player.email,
                password=token_urlsafe(),
                display_name=player.name,
                role=player.role,
                timezone=player.timezone,
                locale=player.locale,
                instruments=(player.instrument,),
            )
            there = accounts.register(db, wanted)
            there.email_verified_at = now()  # no mail goes to a place that doesn't exist
            there.password_hash = accounts.hashed(PASSWORD)  # nobody may choose one that is made of our name
            db.flush()
        return there.id


def _music(player: Player, user_id: UUID) -> None:
    """Put the pieces on the stand, with their sections and some tags."""
    with transaction(user_id) as db:
        for work in reversed(player.works):
            draft = PieceDraft(
                id=piece_id(player, work), title=work.title, composer=work.composer, target_bpm=work.target_bpm
            )
            row, created = pieces.add_piece(db, user_id, draft)
            for title, first, last, now_bpm, target in work.sections if created else ():
                section = SectionDraft(
                    id=section_id(player, work, title),
                    title=title,
                    bar_start=first,
                    bar_end=last,
                    current_bpm=now_bpm,
                    target_bpm=target,
                )
                pieces.add_section(db, user_id, row.id, section)
        if player == ANN and not pieces.own_tags(db, user_id):
            for name, color in TAGS:
                pieces.add_tag(db, user_id, TagDraft(name=name, color=color))


def _store(db: Session, user_id: UUID, session: Practised) -> None:
    """Keep a session; one that somebody has deleted or changed since stays as they left it."""
    try:
        with db.begin_nested():
            practice.save(db, user_id, session.id, session.draft)
    except Conflict:
        return


def _listen(user_id: UUID, year: list[Practised]) -> int:
    """Let the sessions that were recorded have been heard."""
    wanted = [session for session in year if session.heard]
    with system_transaction() as db:
        there = set(db.exec(select(Recording.session_id).where(col(Recording.user_id) == user_id)))
        for session in wanted:
            if session.id not in there:
                _hear(db, user_id, session)
    return len(wanted)


def _hear(db: Session, user_id: UUID, session: Practised) -> None:
    document, ended = heard.analysis(session), session.draft.ended_at
    recording_id = identity(session.draft.started_at, random.Random(session.id.int + 1))
    recording = {
        "id": recording_id,
        "session_id": session.id,
        "user_id": user_id,
        "kind": "audio",
        "mime_type": "audio/webm",
        "keep": False,
        "offset_s": 0,
        "status": RecordingStatus.READY,
        "object_key": random_key("audio/webm"),
        "bytes": int(document["clock_s"] * 12_000),
        "duration_s": document["clock_s"],
        "created_at": ended,
        "updated_at": ended,
        "media_deleted_at": ended,
    }
    db.execute(insert(Recording).values(recording))
    analysed = {"id": recording_id, "recording_id": recording_id, "session_id": session.id, "user_id": user_id}
    db.execute(insert(Analysis).values(**analysed, **document, parameters={}, created_at=ended))
    practice.refresh_played(db, session.id)
    practice.changed(db, user_id, [session.id])
