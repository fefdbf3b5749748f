"""Why a file cannot be heard: one type per reason, each with the code that the recordings row stores."""

from typing import ClassVar


class MediaError(Exception):
    """A file that cannot be used; the text is a sentence for a person."""

    code: ClassVar[str] = "internal"


class NotAudio(MediaError):
    """The file holds no sound: another kind of file, or a video without a sound track."""

    code = "not_audio"


class Empty(MediaError):
    """The file has no content, or a sound track without a single sample."""

    code = "empty"


class Damaged(MediaError):
    """The file begins like a recording, but nothing of it can be decoded."""

    code = "damaged"


class TooLong(MediaError):
    """The recording is longer than a worker accepts."""

    code = "too_long"


class NoPictures(MediaError):
    """A film without a picture in it."""

    code = "no_pictures"


class TooLarge(MediaError):
    """Pictures of more pixels than are worked with here."""

    code = "too_large"
