"""Two takes of one study that were kept, eleven weeks apart: sound in S3, what was heard, and the two side by side."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import system_transaction, transaction
from practice_app.demo.people import STUDY, WHOLE, Player
from practice_app.demo.practised.identity import named, piece_id, section_id
from practice_app.demo.takes import sound
from practice_app.demo.takes.ear import Heard, Listening
from practice_app.errors import Problem, Unavailable
from practice_app.models import Analysis, Comparison, PracticeSession, Recording, RecordingStatus
from practice_app.services import comparisons, practice
from practice_app.services.comparisons import ComparisonDraft
from practice_app.services.practice import Item, SessionDraft
from practice_app.services.shared import storage

log = logging.getLogger(__name__)
MEASURED = ("version", "clock_s", "played_s", "metrics", "curves", "spans", "onsets", "repeats", "parameters")
APART = timedelta(weeks=11)
JUST_NOW = timedelta(minutes=5)


@dataclass(frozen=True)
class Take:
    """A session with a take that was kept: when it ended, how it went, what was written down."""

    session_id: UUID
    recording_id: UUID
    ended_at: datetime
    rating: int
    note: str


def takes(player: Player) -> tuple[Take, Take]:
    """Give the first take and the one of today."""
    moment = datetime.now(UTC).replace(microsecond=0) - JUST_NOW
    ids = [(named(player.key, "take", n), named(player.key, "take", n, "sound")) for n in ("first", "later")]
    return (
        Take(
            *ids[0], moment - APART, 2, "First time through. The beat runs away in the middle. Kept to compare later."
        ),
        Take(*ids[1], moment, 5, "Eleven weeks later: calmer, and louder where it wants to be. Which one is it?"),
    )


def session_ids(player: Player) -> list[UUID]:
    """Tell which sessions hold them."""
    return [take.session_id for take in takes(player)]


def wanted(player: Player) -> list[int]:
    """Tell which of the takes a player doesn't have: those with the study on their stand."""
    if STUDY not in player.works:
        return []
    with system_transaction() as db:
        there = set(db.exec(select(PracticeSession.id).where(col(PracticeSession.id).in_(session_ids(player)))))
    return [n for n, one in enumerate(session_ids(player)) if one not in there]


def keep(player: Player, user_id: UUID, listening: Listening) -> bool:
    """Give a player both takes and ask how they differ; ``False`` when S3 or the ear can't be reached."""
    both = takes(player)
    for n in wanted(player):
        if not _keep(player, user_id, both[n], listening.heard(n)):
            return False
    _compare(user_id, both)
    return True


def _keep(player: Player, user_id: UUID, take: Take, heard: Heard) -> bool:
    if heard.told is None:
        return False
    keys = [storage.random_key("audio/wav"), storage.random_key("application/json", "outlines")]
    try:
        storage.put(keys[0], heard.wav, "audio/wav")
        storage.put(keys[1], sound.outline(heard.wav), "application/json")
    except Unavailable:
        return False
    with transaction(user_id) as db:
        practice.save(db, user_id, take.session_id, _session(player, take, heard.told["clock_s"]))
    with system_transaction() as db:
        _store(db, user_id, take, heard, keys)
        practice.refresh_played(db, take.session_id)
        practice.changed(db, user_id, [take.session_id])
    return True


def _session(player: Player, take: Take, clock_s: float) -> SessionDraft:
    return SessionDraft(
        started_at=take.ended_at - timedelta(seconds=clock_s),
        ended_at=take.ended_at,
        timezone=player.timezone,
        instrument="violin",
        focus=["tone"],
        target_bpm=STUDY.target_bpm,
        self_rating=take.rating,
        note=take.note,
        items=[_played(player, clock_s)],
        client_updated_at=take.ended_at,
    )


def _played(player: Player, clock_s: float) -> Item:
    """All of its bars, which the comparison then counts."""
    whole = section_id(player, STUDY, WHOLE)
    return Item(piece_id=piece_id(player, STUDY), section_id=whole, seconds=clock_s, repetitions=1)


def _store(db: Session, user_id: UUID, take: Take, heard: Heard, keys: list[str]) -> None:
    told: dict[str, Any] = heard.told or {}
    db.add(
        Recording(
            id=take.recording_id,
            session_id=take.session_id,
            user_id=user_id,
            mime_type="audio/wav",
            keep=True,
            status=RecordingStatus.READY,
            object_key=keys[0],
            waveform_key=keys[1],
            bytes=len(heard.wav),
            duration_s=told["clock_s"],
            created_at=take.ended_at,
        )
    )
    db.flush()
    values = {name: told[name] for name in MEASURED}
    ids = {"id": take.recording_id, "recording_id": take.recording_id, "session_id": take.session_id}
    db.execute(insert(Analysis).values(**ids, user_id=user_id, **values, created_at=take.ended_at))


def _compare(user_id: UUID, both: tuple[Take, Take]) -> None:
    """Ask how they differ, once; a running worker finds it out. What its player deleted is not asked about."""
    pair = ComparisonDraft(a=both[0].recording_id, b=both[1].recording_id)
    try:
        with transaction(user_id) as db:
            same = (col(Comparison.a_id) == pair.a, col(Comparison.b_id) == pair.b)
            if db.exec(select(Comparison.id).where(*same)).first() is None:
                comparisons.ask(db, user_id, pair)
    except Problem as problem:
        log.info("the takes are not compared: %s", problem)
