"""Who sounds: for every 50 ms how likely it is that somebody plays, sings, talks, or that music comes from elsewhere.

Definition: five shares that sum to 1, in the order of `SOUNDS`; `nothing` is silence, noise, knocks and the metronome.
Method: two small networks (rectified linear units) that were fitted to generated recordings (`recogniser.npz`).
The first sees a moment and the six seconds about it; the second also what the first made of the minutes around, and how
the moment differs in colour and level from what was taken for playing there, which tells the player from a loudspeaker
or a hum. Nothing but sums and products: the same input gives the same shares. How it was fitted, on what, and where it
fails: docs/analysis.md.
Of an instrument whose family is known, a third kind, fitted to nothing but such instruments and voices, parts what it
plays from what somebody hums.
Confidence: the shares themselves, calibrated on recordings that were not fitted to.
"""

from functools import cache
from pathlib import Path

import numpy as np

from workers.analysis.playing.features import COLOURS, column_means, column_sums, surroundings, whole_pieces
from workers.analysis.shared import networks
from workers.analysis.shared.frames import Mask, Values, moving_mean, runs
from workers.analysis.shared.networks import Weights
from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import Floats

SOUNDS = ("nothing", "playing", "singing", "talking", "elsewhere")
NOTHING, PLAYING, SINGING, TALKING, ELSEWHERE = range(5)
MODEL = Path(__file__).with_name("recogniser.npz")
# Which network of the third kind knows a family, and how much its log odds count beside those of the others.
PARTED = {"plucked": "plucked", "keys": "keys", "reeds": "keys", "bowed": "bowed", "blown": "blown"}
_BESIDES = 0.6
THIRD = ("plucked", "keys", "bowed", "blown")
_ALIKE = COLOURS + 2  # colours and levels are compared with those of the playing around
_AROUND = 4801  # moments, two minutes either way
_WIDTHS = (3, 11, 41, 161)
_COMPARED = (11, 41)
_MARGIN = _AROUND // 2 + max(_COMPARED) // 2
_LONGER = 2.5
_NEAR, _DOUBT = 21, 41  # moments, 1 and 2 s
_CLEARLY, _FAIR_PART, _HUMS = 0.8, 0.25, 0.5
_GAP, _HUM_PART = 5, 0.35  # moments; of what sounds from one pause to the next
_SAME, _SUNG_FIRST = 9, 10  # moments, half a second: that long at least somebody sings before anything is played
_PITCHED = (*PARTED, "voice")
_TONAL, _SUNG, _TONAL_WIDTH = 0.5, 0.68, 0.1  # shares of power; most talk is less tonal than the second
_TONAL_PURE, _PURE_WIDTH = 0.91, 0.03  # purer than an instrument: a whine
_HEARD_FOR, _TONAL_FOR, _STRUCK_FOR, _SUNG_FOR = 4.0, 3.0, 1.5, 1.0  # log odds
LEAST_SHARE = 1e-3
_LEAST_SPREAD, _FURTHEST = 0.15, 4.0


@cache
def weights() -> Weights:
    """The fitted networks."""
    return networks.read(MODEL)


def recognise(moment: Series | Floats, family: str | None, fitted: Weights | None = None) -> Floats:
    """Shares of `SOUNDS` for each of these moments, shape (moments, 5); `family` is the instrument's, if known."""
    fitted = weights() if fitted is None else fitted
    known = known_as(family)
    minutes = whole_pieces(len(moment))
    first = np.concatenate([networks.shares(fitted, "first", inputs(moment, piece, known)) for piece in minutes])
    played = counted(first, family)
    second = (networks.shares(fitted, "second", context(moment, first, played, family, piece)) for piece in minutes)
    told = np.concatenate(list(second))
    return _parted(told, moment, family, fitted) if family in PARTED else told


def _parted(told: Floats, moment: Series | Floats, family: str, fitted: Weights) -> Floats:
    """The shares, with those of playing and singing parted anew by what knows such instruments."""
    third = np.concatenate(
        [networks.shares(fitted, PARTED[family], surroundings(moment, piece)) for piece in whole_pieces(len(moment))]
    )
    odds = _sung_odds(told) + _BESIDES * moving_mean(_sung_odds(third), _NEAR)
    either, sung = told[:, PLAYING] + told[:, SINGING], 1 / (1 + np.exp(-odds))
    parted = told.copy()
    parted[:, PLAYING], parted[:, SINGING] = either * (1 - sung), either * sung
    return parted


def _sung_odds(shares: Floats) -> Values:
    """The log odds of singing, given that it is singing or playing."""
    either = np.maximum(shares[:, PLAYING] + shares[:, SINGING], 1e-9).astype(np.float64)
    sung = np.clip(shares[:, SINGING] / either, LEAST_SHARE, 1 - LEAST_SHARE)
    return np.asarray(np.log(sung / (1 - sung)))


def known_as(family: str | None) -> Floats:
    """What the first two kinds know of the instrument: that it is neither of these, a voice, percussion; or nothing."""
    others = ("voice", "percussion")
    return np.asarray([family is not None and family not in others, *(family == one for one in others)], np.float32)


def inputs(moment: Series | Floats, piece: slice, known: Floats) -> Floats:
    """What the first network sees of a piece."""
    seen = surroundings(moment, piece)
    return np.hstack([seen, np.tile(known, (len(seen), 1))])


def counted(shares: Floats, family: str | None) -> Floats:
    """How likely each moment is the student's playing: singing is, unless the instrument is known and no voice.

    Unless it plays much longer than somebody sings, it is what sings: a violin may be near a voice.
    """
    played, sung = shares[:, PLAYING], shares[:, SINGING]
    sings = family in (None, "voice") or float(played.sum()) < _LONGER * float(sung.sum())
    return played + sung if sings else played


def named(shares: Floats, tonal: Values, aloud: Values, family: str | None) -> Floats:
    """The shares with what an instrument's name says: what sounds tonal is less likely nothing, or talk; if it is a
    voice, it less likely talks.

    `tonal` is the share of power at one pitch's harmonics in what sounds in the two seconds about each moment, `aloud`
    the same, of their power.
    """
    weighed = shares.copy()
    if family == "voice":
        weighed[:, TALKING] *= np.exp(-_SUNG_FOR)
    if family == "percussion":
        weighed[:, NOTHING] *= np.exp(-_STRUCK_FOR)
    elif family in _PITCHED:
        pure = ramp(tonal, _TONAL_PURE, _PURE_WIDTH)
        weighed[:, NOTHING] *= np.exp(-_HEARD_FOR * ramp(np.maximum(tonal, aloud), _TONAL, _TONAL_WIDTH) * (1 - pure))
        if family != "voice":
            weighed[:, TALKING] *= np.exp(-_TONAL_FOR * ramp(tonal, _SUNG, _TONAL_WIDTH) * (1 - pure))
    return np.asarray(weighed / weighed.sum(axis=1, keepdims=True), np.float32)


def ramp(values: Values, start: float, width: float) -> Values:
    """From 0 where they are below `start` to 1 from `width` above it on."""
    return np.clip((values - start) / width, 0, 1)


def granted(shares: Floats, family: str | None) -> Floats:
    """How likely each moment is the student's playing: singing is, unless it is a hum beside a known instrument.

    It is a hum where a voice is clearly heard, and comes first or makes a third or more of what sounds without a pause
    there, in a recording in which the instrument is clearly heard too; what lies between the two is the instrument,
    near a voice.
    """
    played, sung = shares[:, PLAYING], shares[:, SINGING]
    if family in (None, "voice"):
        return played + sung
    voice, itself = moving_mean(sung, _DOUBT), moving_mean(played, _DOUBT)
    either = voice + itself
    heard = either > 0.5
    clearly = itself > _CLEARLY * either
    if (clearly & heard).sum() < _FAIR_PART * heard.sum():
        return played + sung
    part, first = _sung_parts(played, sung)
    hums = (voice > _HUMS * either) & (part > _HUM_PART)
    return np.where(hums | first, played, played + sung)


def _sung_parts(played: Floats, sung: Floats) -> tuple[Values, Mask]:
    """How much of the sound about each moment, from pause to pause, is sung, and where that comes before anything is
    played: notes that die away pass for a voice, but none begins as one."""
    part, first = np.ones(len(sung)), np.zeros(len(sung), bool)
    mostly = moving_mean(sung, _SAME) > moving_mean(played, _SAME)
    for start, end in runs(moving_mean(played + sung, _GAP) > 0.5):
        part[start:end] = sung[start:end].sum() / max(float((played + sung)[start:end].sum()), 1e-9)
        length = end - start if mostly[start:end].all() else int(np.argmin(mostly[start:end]))
        first[start : start + length] = length >= _SUNG_FIRST
    return part, first


def context(moment: Series | Floats, first: Floats, played: Floats, family: str | None, piece: slice) -> Floats:
    """What the second network sees beside that: the first one's view of the time around, and what differs from it."""
    near = slice(max(0, piece.start - _MARGIN), piece.stop + _MARGIN)
    here = slice(piece.start - near.start, piece.stop - near.start)
    own = moment[near][:, :_ALIKE].astype(np.float64)
    loud = 10 ** (own[:, COLOURS] / 2)  # amplitude: what is softer is less likely the player
    weight = (played[near] * loud)[:, None] + 1e-3
    unlike = [_unlike(own, weight, width, here) for width in _COMPARED]
    views = [column_means(first[near].astype(np.float64), width, here) for width in (*_WIDTHS, _AROUND)]
    local = [column_means(moment[near].astype(np.float64), width, here) for width in _COMPARED]
    known = np.tile(known_as(family), (here.stop - here.start, 1))
    return np.asarray(np.hstack([*unlike, *views, *local, known]), np.float32)


def _unlike(own: Values, weight: Values, width: int, here: slice) -> Values:
    """By how many deviations the means of so many moments differ from the weighted mean of the minutes around."""
    means = column_means(own, width)
    total = column_sums(weight, _AROUND, here)
    mean = column_sums(weight * means, _AROUND, here) / total
    spread = np.sqrt(np.maximum(column_sums(weight * means**2, _AROUND, here) / total - mean**2, 0)) + _LEAST_SPREAD
    unlike = np.clip((means[here] - mean) / spread, -_FURTHEST, _FURTHEST)
    return np.hstack([unlike, np.abs(unlike).mean(axis=1, keepdims=True)])
