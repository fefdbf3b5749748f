"""What a device may tell about a recording."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from practice_app.errors import TooLarge, WrongType
from practice_app.locales import msg
from practice_app.models import RecordingKind
from practice_app.services.shared.fields import Bpm, Seconds

GIB = 1024**3
LARGEST = {RecordingKind.AUDIO: 2 * GIB, RecordingKind.VIDEO: 20 * GIB}
LOOKED_AT = "application/octet-stream"
"""What is not known by its name: what it holds is found out by whoever listens."""
_AUDIO = (
    "3gpp aac aiff amr basic flac m4a matroska mp3 mp4 mpeg ogg opus vnd.wave wav wave webm"
    " x-aac x-aiff x-caf x-flac x-m4a x-matroska x-mp3 x-wav"
)
_VIDEO = "3gpp matroska mp4 mpeg ogg quicktime webm x-m4v x-matroska x-msvideo"
_KNOWN = {f"audio/{name}" for name in _AUDIO.split()} | {f"video/{name}" for name in _VIDEO.split()}
_ALSO_CALLED = {"audio/aacp": "audio/aac", "application/ogg": "audio/ogg", "application/mp4": "video/mp4"}
_OTHER_THINGS = ("font/", "image/", "message/", "model/", "multipart/", "text/")
_OFFICE = "epub+zip gzip java-archive javascript json msword pdf rtf wasm xhtml+xml xml zip"
_DOCUMENTS = {f"application/{name}" for name in _OFFICE.split()}
MOST_BEATS = 100_000
ClickTime = Annotated[float, Field(ge=-86_400, le=86_400, allow_inf_nan=False)]
MimeType = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=100, pattern=r"^[^\x00]*$"),
    BeforeValidator(lambda said: "" if said is None else said),
]
"""What a system calls a file, if anything: taken as it is or refused, never mended."""
Bytes = Annotated[int, Field(ge=0, le=2**62)]


class ClickGrid(BaseModel):
    """Even beats of the metronome: the first at ``start_s`` on the recording's clock, then ``beats`` at ``bpm``."""

    start_s: ClickTime
    bpm: Bpm
    beats: Annotated[int, Field(ge=1, le=100_000)]


class ClickLog(BaseModel):
    """When the metronome was due, in seconds on the recording's own clock (0 is its first sample).

    Even stretches as ``grids``, others (ramps) as ``times_s``; muted beats belong to it. ``latency_s`` is how much
    later a beat stands in the recording when it sounds in the room; ``None`` when the device doesn't know.
    """

    grids: Annotated[list[ClickGrid], Field(max_length=2_000)] = []
    times_s: Annotated[list[ClickTime], Field(max_length=50_000)] = []
    latency_s: Annotated[float, Field(ge=-1, le=2, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _bearable(self) -> Self:
        if sum(grid.beats for grid in self.grids) + len(self.times_s) > MOST_BEATS:
            raise PydanticCustomError("beats", "A metronome's log has at most 100,000 beats.")
        return self


class RecordingDraft(BaseModel):
    """A recording of ``bytes`` that is about to be uploaded, ``offset_s`` seconds after the start of its session.

    ``fresh``: what S3 has of it is of no use to the device, which sends all of it again.
    ``auto_gain``: whether the device turns the volume up and down by itself, as it says; ``None`` when it doesn't say.
    """

    id: UUID | None = None
    kind: RecordingKind = RecordingKind.AUDIO
    mime_type: MimeType = ""
    keep: bool = False
    shared: bool = False
    bytes: Bytes
    fresh: bool = False
    offset_s: Seconds = 0
    click: ClickLog | None = None
    auto_gain: bool | None = None

    @model_validator(mode="after")
    def _shared_is_kept(self) -> Self:
        """What others may see is not deleted after listening."""
        self.keep = self.keep or self.shared
        return self

    def content_type(self) -> str:
        """Give the plain type to store it as; raise ``WrongType`` or ``TooLarge`` for what we don't take.

        Systems call one and the same file by many names, or by none: only what says of itself that it is something
        else (words, a picture) is refused by its name.
        """
        plain = self.mime_type.partition(";")[0].strip().lower()
        if plain.startswith(_OTHER_THINGS) or plain in _DOCUMENTS:
            raise WrongType(msg("Woodshed can't listen to this kind of file."))
        check_size(self.kind, self.bytes)
        called = _ALSO_CALLED.get(plain, plain)
        return called if called in _KNOWN else LOOKED_AT


class PartNumbers(BaseModel):
    """Which parts to sign."""

    numbers: Annotated[list[Annotated[int, Field(ge=1, le=10_000)]], Field(min_length=1, max_length=1000)]


class Completion(BaseModel):
    """What a device says of the whole upload."""

    bytes: Bytes
    sha256: Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")] | None = None
    duration_s: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)] | None = None
    click: ClickLog | None = None

    @field_validator("bytes", mode="before")
    @classmethod
    def _no_bool(cls, value: object) -> object:
        if isinstance(value, bool):
            raise PydanticCustomError("number", "This must be a number.")
        return value


def check_size(kind: str, size: int) -> None:
    """Raise ``TooLarge`` for more than we take."""
    if size > LARGEST[RecordingKind(kind)]:
        raise TooLarge(msg("This recording is larger than Woodshed takes."))
