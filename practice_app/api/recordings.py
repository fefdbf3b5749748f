"""Recordings: uploaded by presigned parts straight to S3, checked, listened to."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from practice_app import motion
from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.api.shared.receiving import Receiving
from practice_app.database import transaction
from practice_app.errors import NotFound, Unavailable
from practice_app.http.origin import address
from practice_app.models import Recording
from practice_app.services import forum, recordings
from practice_app.services.forum import FilmRow
from practice_app.services.practice import SessionDraft, SessionRow
from practice_app.services.recordings import (
    Completion,
    PartNumbers,
    RecordingDraft,
    RecordingPatch,
    RecordingRow,
    RecordingShown,
    SignedPart,
    VoiceRow,
    as_row,
    as_voice,
    motions,
    rows,
    uploads,
    voices,
)
from practice_app.services.shared import parts
from practice_app.services.shared.limits import quotas
from practice_app.services.shared.limits.quotas import QuotaRow
from practice_app.services.shared.parts import PART_SIZE, Part

router = APIRouter(tags=["recordings"])


class Playlist(Response):
    """A list of a film's stretches (RFC 8216)."""

    media_type = "application/vnd.apple.mpegurl"


T = TypeVar("T")
motion_sent = Receiving(motion.LARGEST, at_once=6, waiting=60, within_s=120, check=motions.check_limit)
BINARY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {motion.MIME_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}
FIRST_PARTS = 100
"""So many parts are signed unasked; more by ``POST /recordings/{id}/parts``."""


@dataclass(frozen=True)
class Started:
    """A recording, and how large each of its parts (but the last) has to be."""

    recording: RecordingRow
    part_size: int


@dataclass(frozen=True)
class SignedParts:
    """Where to PUT parts."""

    parts: list[SignedPart]


@dataclass(frozen=True)
class UploadedParts:
    """What S3 has."""

    uploaded: list[Part]


@dataclass(frozen=True)
class UploadTarget(Started):
    """Where a declared recording's parts go; without parts S3 is resting: start the recording again later."""

    parts: list[SignedPart]


class NewSession(SessionDraft):
    """A session, and the recordings that will be uploaded to it."""

    recordings: Annotated[list[RecordingDraft], Field(max_length=20, default_factory=list)]


@dataclass(frozen=True)
class SessionStarted(SessionRow):
    """A stored session with the upload targets of its declared recordings."""

    uploads: list[UploadTarget] = field(default_factory=list)


def _of_any(*asks: Callable[..., T], given: tuple[Any, ...]) -> T:
    """Ask of a recording, or else of something said aloud or a film in a post: all are sent by the same parts."""
    for ask in asks[:-1]:
        with suppress(NotFound):
            return ask(*given)
    return asks[-1](*given)


def targets(user_id: UUID, declared: list[tuple[Recording, RecordingDraft]], where: str) -> list[UploadTarget]:
    """Begin the upload of each declared recording and sign its first parts."""
    return [_target(user_id, recording, draft, where) for recording, draft in declared]


def _target(user_id: UUID, recording: Recording, draft: RecordingDraft, where: str) -> UploadTarget:
    count = min(FIRST_PARTS, parts.count(draft.bytes))
    try:
        begun = uploads.begin(user_id, recording, draft)
        signed = uploads.sign(user_id, begun.id, list(range(1, count + 1)), where)
    except Unavailable:
        signed = []
    return UploadTarget(as_row(recording), PART_SIZE, signed)


@router.post(
    "/sessions/{session_id}/recordings",
    status_code=201,
    response_model=Started,
    responses={200: {"model": Started, "description": "It had been started before"}},
)
def start_recording(session_id: UUID, body: RecordingDraft, who: CurrentUser) -> Response:
    """Start a recording's upload under the id its device made; again changes nothing, or revives a lost upload."""
    recording, created = uploads.start(who.id, session_id, body)
    return answer(Started(as_row(recording), PART_SIZE), 201 if created else 200)


@router.post("/recordings/{recording_id}/parts", response_model=SignedParts)
def sign_parts(recording_id: UUID, body: PartNumbers, who: CurrentUser, request: Request) -> Response:
    """Sign a PUT for each of these parts, good for 15 minutes."""
    given = (who.id, recording_id, body.numbers, address(request))
    return answer(SignedParts(_of_any(uploads.sign, voices.sign, forum.sign_film, given=given)))


@router.get("/recordings/{recording_id}/parts", response_model=UploadedParts)
def uploaded_parts(recording_id: UUID, who: CurrentUser) -> Response:
    """List the parts S3 has, to go on where an upload was cut."""
    there = _of_any(uploads.uploaded, voices.uploaded, forum.film_parts, given=(who.id, recording_id))
    return answer(UploadedParts(there))


@router.put("/recordings/{recording_id}/motion", status_code=204, openapi_extra=BINARY)
def put_motion(recording_id: UUID, who: CurrentUser, body: Annotated[bytes, Depends(motion_sent)]) -> None:
    """Bring what the phone on the bow arm felt beside a recording, before that is completed; again replaces it."""
    motions.put(who.id, recording_id, body)


@router.post("/recordings/{recording_id}/complete", status_code=202, response_model=RecordingRow | VoiceRow | FilmRow)
def complete_recording(recording_id: UUID, body: Completion, who: CurrentUser) -> Response:
    """Check the upload against S3 and have it listened to; again gives the same answer."""
    given = (who.id, recording_id, body)
    return answer(_of_any(_completed, _said, forum.complete_film, given=given), 202)


def _completed(*given: Any) -> RecordingRow:
    return as_row(uploads.complete(*given))


def _said(*given: Any) -> VoiceRow:
    return as_voice(voices.complete(*given))


@router.post("/recordings/{recording_id}/listen-again", status_code=202, response_model=RecordingRow)
def listen_again(recording_id: UUID, who: CurrentUser, db: OwnTransaction) -> Response:
    """Have a recording listened to once more, after that failed by a fault of ours."""
    return answer(as_row(recordings.listen_again(db, who.id, recording_id)), 202)


@router.get("/recordings/{recording_id}", response_model=RecordingShown)
def get_recording(recording_id: UUID, who: CurrentUser, request: Request, analysis: bool = True) -> Response:
    """Show a recording: how far it is, what can be played, what was heard (with `analysis=false` not that)."""
    return answer(rows.show(who.id, recording_id, address(request), heard=analysis))


@router.get("/recordings/{recording_id}/hls.m3u8", response_class=Playlist)
def film_in_stretches(recording_id: UUID, who: CurrentUser, request: Request) -> Response:
    """Give the playlist of a film, for players that want it in stretches (HLS)."""
    told = rows.stretches(who.id, recording_id, address(request))
    return Playlist(told, headers={"Cache-Control": "private, no-store"})


@router.patch("/recordings/{recording_id}", response_model=RecordingRow)
def change_recording(recording_id: UUID, body: RecordingPatch, who: CurrentUser, db: OwnTransaction) -> Response:
    """Keep a recording or let go of it, show it to one's teachers or not, and say from where to where."""
    return answer(recordings.change(db, who.id, recording_id, body))


@router.delete("/recordings/{recording_id}", status_code=204)
def delete_recording(recording_id: UUID, who: CurrentUser) -> None:
    """Delete a recording's media for good; what was heard in it stays with the session."""
    recordings.delete(who.id, recording_id)


@router.get("/me/quotas", response_model=QuotaRow)
def my_quotas(who: CurrentUser) -> Response:
    """Tell how much of what one person may bring and keep is used; a most of 0 means that there is none."""
    with transaction(who.id) as db:
        return answer(quotas.used(db, who.id))


@router.delete("/me/uploads", status_code=204)
def let_go_of_uploads(who: CurrentUser) -> None:
    """Forget all uploads that have not ended; a device that still has one of them sends it again."""
    uploads.let_go(who.id)
