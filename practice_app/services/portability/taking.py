"""An export that has arrived: taken in where it lies, row by row; what is there already is left as it is."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, select

from practice_app import motion
from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid, NotFound, Problem, TooMany, Unavailable
from practice_app.locales import msg
from practice_app.models import Import, ImportStatus, Job, RecordingKind
from practice_app.models.columns import now
from practice_app.services import practice, recordings
from practice_app.services.portability import importing, library
from practice_app.services.portability.bundle import DAMAGED, Bundle, InS3, Line
from practice_app.services.portability.library import Places, own_id, remade
from practice_app.services.portability.reading.sessions import Wrong
from practice_app.services.practice import Brought, SessionDraft
from practice_app.services.recordings import RecordingDraft
from practice_app.services.shared import events
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.fields import checked
from practice_app.services.shared.jobs import Claim, claims
from practice_app.services.shared.steps import step

BATCH = 100
LIST = "sessions.json"
TOLD = (
    "started_at", "ended_at", "intervals", "timezone", "instrument", "focus", "mode", "target_bpm", "self_rating",
    "note", "source", "client_updated_at", "plan",
)  # fmt: skip
NOT_AN_EXPORT = "not_an_export"
NOT_WHOLE = msg("The recording “{cell}” isn't whole in this file.")
NOT_FELT = msg("What the phone felt beside “{cell}” isn't whole in this file. The recording was taken in without it.")


@dataclass
class _Taking:
    """An export that is being taken in: where what it names has its place here."""

    claim: Claim
    bundle: Bundle
    places: Places = field(default_factory=dict)
    sessions: Places = field(default_factory=dict)

    @property
    def who(self) -> UUID:
        return self.claim.user_id


@step
def take_in(claim: Claim, check: Callable[[], None]) -> None:
    """Take an export of ours in and end the claim; ``check`` raises when it is wanted no more."""
    mine = select(Import).join(Job, col(Job.import_id) == Import.id).where(claims.ours(claim))
    with system_transaction() as db:
        found = db.exec(mine).first()
    if found is None:
        return
    try:
        taking = _Taking(claim, Bundle(InS3(found.object_key or "", found.bytes or 0)))
        _begin_anew(taking)
        _take_library(taking)
        for some in _some(taking.bundle.rows(LIST), BATCH):
            check()
            _take_sessions(taking, some)
        for line in taking.bundle.rows("recordings.json"):
            check()
            _take_recording(taking, line.row)
    except (Invalid, TooMany) as why:
        importing.fail(claim, NOT_AN_EXPORT if isinstance(why, Invalid) else "no_room", why)
    except DAMAGED:
        importing.fail(claim, NOT_AN_EXPORT, Invalid("file", importing.DAMAGED_FILE))
    else:
        importing.finish(claim)


def _begin_anew(taking: _Taking) -> None:
    """What an earlier try took in is met again as known."""
    again = {"rows": 0, "imported": 0, "skipped": 0, "errors": []}
    with transaction(taking.who) as db:
        db.execute(update(Import).where(col(Import.id) == taking.claim.subject_id).values(**again))


def _take_library(taking: _Taking) -> None:
    for name, put in (
        ("pieces.json", library.put_pieces),
        ("sections.json", library.put_sections),
        ("tags.json", library.put_tags),
    ):
        for some in _some(taking.bundle.rows(name), BATCH):
            with transaction(taking.who) as db:
                put(db, taking.who, some, taking.places)


def _take_sessions(taking: _Taking, some: list[Line]) -> None:
    """Take in a few under their own ids; under others where those are somebody else's here."""
    read = [_session(line, taking.places) for line in some]
    brought = [one for one in read if isinstance(one, Brought)]
    who = taking.who
    with transaction(who) as db:
        found: Import = require(db, who, Permission.IMPORT_CHANGE, taking.claim.subject_id, lock=True)
        fresh = practice.bring(db, who, brought)
        there = practice.known(db, who, [one.id for one in brought])
        others = {
            one.id: replace(one, id=remade(who, one.id, one.draft.started_at)) for one in brought if one.id not in there
        }
        fresh |= practice.bring(db, who, list(others.values()))
        taking.sessions |= {str(one.id): others.get(one.id, one).id for one in brought}
        wrong = [asdict(one) for one in read if isinstance(one, Wrong)]
        found.rows, found.imported = found.rows + len(read), found.imported + len(fresh)
        found.skipped += len(brought) - len(fresh)
        found.errors = [*found.errors, *wrong][: importing.MOST_ERRORS]
        found.updated_at = now()
    events.portability_changed(who, taking.claim.subject_id, ImportStatus.PROCESSING)


def _session(line: Line, places: Places) -> Brought | Wrong:
    row = line.row
    try:
        items = [_item(item, places) for item in _listed(row, "items") if isinstance(item, dict)][:200]
        tags = [places[str(tag)] for tag in _listed(row, "tag_ids") if str(tag) in places]
        told = {name: row[name] for name in TOLD if name in row}
        draft = checked(SessionDraft, told | {"items": items, "tag_ids": tags[:50]})
    except Invalid as invalid:
        filled = {name: str(value) for name, value in invalid.errors[0].values.items()}
        return Wrong(line.number, invalid.errors[0].detail, filled)
    identity = own_id(row.get("id"))
    if identity is None:
        return Wrong(line.number, importing.DAMAGED_FILE)
    return Brought(identity, draft, _number(row, "played_s"), _number(row, "less_s") or 0, _number(row, "more_s") or 0)


def _number(row: dict[str, Any], name: str) -> float | None:
    told = row.get(name)
    return float(told) if isinstance(told, int | float) else None


def _listed(row: dict[str, Any], name: str) -> list[Any]:
    told = row.get(name)
    return told if isinstance(told, list) else []


def _item(item: dict[str, Any], places: Places) -> dict[str, Any]:
    named = {name: places.get(str(item.get(name))) for name in ("piece_id", "section_id")}
    told = {"seconds": item.get("seconds") or 0, "repetitions": item.get("repetitions") or 0}
    return named | told | {"rating": item.get("rating")}


def _take_recording(taking: _Taking, row: dict[str, Any]) -> None:
    """Take in a recording that was kept, of a session that is here; what isn't whole is told."""
    session_id = taking.sessions.get(str(row.get("session_id")))
    if session_id is None or not row.get("file"):
        return
    try:
        _bring(taking, row, session_id)
    except (Unavailable, NotFound):
        raise
    except Problem as problem:
        filled = {name: str(value) for name, value in problem.values.items()}
        _note(taking, Wrong(0, problem.detail, filled))
    except DAMAGED:
        _note(taking, Wrong(0, NOT_WHOLE, {"cell": str(row["file"])[:60]}))


def _bring(taking: _Taking, row: dict[str, Any], session_id: UUID) -> None:
    kind = RecordingKind.VIDEO if row.get("kind") == RecordingKind.VIDEO else RecordingKind.AUDIO
    told = {
        name: row.get(name) for name in ("mime_type", "offset_s", "click", "auto_gain") if row.get(name) is not None
    }
    felt = _felt(taking, str(row["file"]))
    for identity in (own_id(row.get("id")), remade(taking.who, row.get("id"))):
        medium = taking.bundle.medium(row["file"], recordings.LARGEST[kind])
        if identity is None or medium is None:
            continue
        size, body = medium
        draft = checked(RecordingDraft, told | {"id": identity, "kind": kind, "keep": True, "bytes": size})
        try:
            recordings.bring(taking.who, session_id, draft, body, felt)
        except NotFound:
            continue  # the id is somebody else's here
        return
    raise Invalid("file", NOT_WHOLE, cell=str(row["file"])[:60])


def _felt(taking: _Taking, name: str) -> bytes | None:
    """What a phone on the bow arm felt beside a recording; of what isn't whole it is told that it stays behind."""
    beside = taking.bundle.medium(recordings.motion_path(name), motion.LARGEST)
    if beside is None:
        return None
    try:
        felt = b"".join(beside[1])
    except DAMAGED:
        felt = b""
    if motion.is_one(felt):
        return felt
    _note(taking, Wrong(0, NOT_FELT, {"cell": name[:60]}))
    return None


def _note(taking: _Taking, wrong: Wrong) -> None:
    with transaction(taking.who) as db:
        found: Import = require(db, taking.who, Permission.IMPORT_CHANGE, taking.claim.subject_id, lock=True)
        found.errors = [*found.errors, asdict(wrong)][: importing.MOST_ERRORS]


def _some(lines: Iterator[Line], size: int) -> Iterator[list[Line]]:
    while some := list(islice(lines, size)):
        yield some
