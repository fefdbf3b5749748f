"""Why a figure can't be told: the keys of the API, and the words for each."""

from dataclasses import dataclass
from enum import StrEnum

from practice_app.metrics.kinds import msg


class Reason(StrEnum):
    """Why a figure is not known; the last four are of sessions, the others of a recording."""

    NO_PLAYING = "no_playing"
    ONLY_CLICK = "only_click"
    TOO_SHORT = "too_short"
    AUTOMATIC_GAIN = "automatic_gain"
    NO_STEADY_BEAT = "no_steady_beat"
    OCTAVE_UNSURE = "octave_unsure"
    NO_CLEAR_PITCH = "no_clear_pitch"
    SEVERAL_NOTES_AT_ONCE = "several_notes_at_once"
    TOO_FEW_NOTES = "too_few_notes"
    NO_VIBRATO = "no_vibrato"
    NO_CLICK = "no_click"
    NOT_WITH_CLICK = "not_with_click"
    LATENCY_UNKNOWN = "latency_unknown"
    NOT_HELD = "not_held"
    TOO_LOW = "too_low"
    NOISE_HIDDEN = "noise_hidden"
    NO_FILM = "no_film"
    NOT_BOWED = "not_bowed"
    INSTRUMENT_UNKNOWN = "instrument_unknown"
    NO_BOW = "no_bow"
    TOO_DARK = "too_dark"
    CAMERA_MOVES = "camera_moves"
    TOO_FEW_STROKES = "too_few_strokes"
    NO_RECORDING = "no_recording"
    NOT_YET_HEARD = "not_yet_heard"
    PART_NOT_HEARD = "part_not_heard"
    SEVERAL_RECORDINGS = "several_recordings"


@dataclass(frozen=True)
class Why:
    """A reason in words: for the player, and, where they differ, for who reads a command's output."""

    words: str
    plain: str = ""
    asked: bool = True
    """Whether anybody expects a word about it: not about the bow of a piano, or of a film that was not made."""


REASONS = {
    Reason.NO_PLAYING: Why(msg("no playing is heard")),
    Reason.ONLY_CLICK: Why(msg("only a metronome is heard")),
    Reason.TOO_SHORT: Why(msg("there is too little playing in one go"), "too little playing in one go"),
    Reason.AUTOMATIC_GAIN: Why(msg("the device changed the volume by itself while it recorded")),
    Reason.NO_STEADY_BEAT: Why(msg("no steady beat is heard")),
    Reason.OCTAVE_UNSURE: Why(
        msg("the beat could be twice or half as fast; a target tempo would settle it"),
        "the beat may be twice or half as fast; a target tempo would settle it",
    ),
    Reason.NO_CLEAR_PITCH: Why(msg("no clear pitch is heard")),
    Reason.SEVERAL_NOTES_AT_ONCE: Why(msg("several notes sound at once")),
    Reason.TOO_FEW_NOTES: Why(msg("there are too few notes"), "too few notes are held long enough to tell"),
    Reason.NO_VIBRATO: Why(msg("no vibrato is heard")),
    Reason.NO_CLICK: Why(msg("no metronome ran"), "no metronome ran or is heard"),
    Reason.NOT_WITH_CLICK: Why(msg("your notes don't go with the metronome"), "the notes do not follow the click"),
    Reason.LATENCY_UNKNOWN: Why(
        msg("the delay of this device is not known; measure it once in the metronome"),
        "how late the device plays and records is not known, and the click is not heard",
    ),
    Reason.NOT_HELD: Why(
        msg("the notes of this instrument die away by themselves"), "the notes die away by themselves", asked=False
    ),
    Reason.TOO_LOW: Why(msg("the notes are too low to tell tone from noise")),
    Reason.NOISE_HIDDEN: Why(msg("what hisses in the notes can't be told from the room, or from the vibrato")),
    Reason.NO_FILM: Why(msg("there is no film of it"), "there are no pictures", asked=False),
    Reason.NOT_BOWED: Why(msg("this instrument has no bow"), "the instrument has no bow", asked=False),
    Reason.INSTRUMENT_UNKNOWN: Why(
        msg("it is not known which instrument it is"),
        "it is not known whether the instrument has a bow",
        asked=False,
    ),
    Reason.NO_BOW: Why(msg("no bow can be seen clearly"), "no bow is seen clearly"),
    Reason.TOO_DARK: Why(msg("the film is too dark"), "the pictures are too dark"),
    Reason.CAMERA_MOVES: Why(msg("the camera moves too much")),
    Reason.TOO_FEW_STROKES: Why(msg("too few strokes of the bow can be seen"), "too few strokes of the bow are seen"),
    Reason.NO_RECORDING: Why(msg("nothing was recorded")),
    Reason.NOT_YET_HEARD: Why(msg("it has not been listened to yet")),
    Reason.PART_NOT_HEARD: Why(msg("only a part of the session could be heard")),
    Reason.SEVERAL_RECORDINGS: Why(msg("it can't be worked out over several recordings")),
}


def plain(reason: Reason) -> str:
    """The words for a command's output."""
    why = REASONS[reason]
    return why.plain or why.words
