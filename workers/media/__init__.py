"""Recordings as files: decoding, renditions and waveforms, all through ffmpeg; pure, no database, no queue."""

from workers.media.decode import Decoding
from workers.media.errors import Damaged, Empty, MediaError, NotAudio, TooLong

__all__ = ["Damaged", "Decoding", "Empty", "MediaError", "NotAudio", "TooLong"]
