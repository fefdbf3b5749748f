"""Recordings as files: decoding, renditions and waveforms, all through ffmpeg; pure, no database, no queue."""

from typing import TYPE_CHECKING, Any

from workers.media.errors import Damaged, Empty, MediaError, NotAudio, TooLong

if TYPE_CHECKING:
    from workers.media.decode import Decoding

__all__ = ["Damaged", "Decoding", "Empty", "MediaError", "NotAudio", "TooLong"]


def __getattr__(name: str) -> Any:
    """Load what needs numpy only for who asks for it: a worker measures files without."""
    if name != "Decoding":
        raise AttributeError(name)
    from workers.media.decode import Decoding

    return Decoding
