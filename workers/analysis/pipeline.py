"""From a recording to what was heard in it: one pass over the samples, then each measure on what that kept."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from practice_app.metrics import Reason
from workers.analysis import arm, playing, repeats, tempo, timbre, timing
from workers.analysis.pitch import intonation, vibrato
from workers.analysis.pitch.intonation import PitchAnalyser, Sung
from workers.analysis.playing import Segmentation, loudness
from workers.analysis.playing.features import Heard
from workers.analysis.playing.tone import ToneReader
from workers.analysis.repeats.chroma import ChromaReader
from workers.analysis.result import DAMAGED, AnalysisResult
from workers.analysis.shared.instruments import family_of
from workers.analysis.shared.spectrum import FINE_HOP, FINE_WINDOW, RATE_HZ, WIDE_HOP, Floats, Framer
from workers.analysis.shared.values import Bowing, Curve, Drill, Metric, Onsets, Span
from workers.analysis.timing import log as timing_log
from workers.analysis.timing.log import ClickLog
from workers.analysis.timing.onsets import OnsetReader
from workers.media.decode import Decoding
from workers.media.frames import has_pictures

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
Figures = tuple[Sequence[Metric], Sequence[Curve]]
Seen = tuple[Sequence[Metric], Bowing | None]
_NO_BOW: Seen = ((), None)
_NO_FIGURES: Figures = ((), ())
_NO_METRICS: Sequence[Metric] = ()
_NO_DRILLS: tuple[Drill, ...] = ()
_NO_TIMING: tuple[Onsets, Sequence[Metric]] = (Onsets(), ())


@dataclass(frozen=True)
class Told:
    """What is known of a recording without hearing it."""

    target_bpm: float | None
    instrument: str | None
    click: ClickLog | None
    auto_gain: bool = False
    leaning: float = 0.0

    def parameters(self) -> dict[str, Any]:
        """What a result says it was made with."""
        known: dict[str, Any] = {"rate_hz": RATE_HZ, "target_bpm": self.target_bpm, "instrument": self.instrument}
        known |= {"auto_gain": True} if self.auto_gain else {}
        known |= {"adapted_by": self.leaning} if self.leaning else {}
        if self.click is None:
            return known
        return known | {"click": {"beats": len(self.click.beats_s), "latency_s": self.click.latency_s}}


def analyse(
    path: Path | str,
    *,
    target_bpm: float | None = None,
    instrument: str | None = None,
    click: Mapping[str, Any] | None = None,
    auto_gain: bool = False,
    film: bool = True,
    leaning: float = 0.0,
) -> AnalysisResult:
    """Listen to any recording ffmpeg can read.

    `target_bpm` is the tempo the player aimed at, `instrument` its name in English, `click` the metronome's
    log as the API takes it; each may be unknown. With `auto_gain` the device turned the volume up and down;
    without `film` there is nothing to be seen, and no time is lost with looking. By `leaning` log odds it is likelier
    that something is played, as the player's own corrections say.
    Raises the errors of `workers.media.errors`.
    """
    told = Told(target_bpm, instrument, timing_log.read(click), auto_gain, leaning)
    decoding = Decoding(Path(path), rate_hz=RATE_HZ)
    readers = Readers()
    for block in decoding:
        readers.push(block)
    notes = (DAMAGED,) if decoding.damaged else ()
    heard = _measure(readers, readers.finish(), decoding.seconds, told, notes)
    metrics, bowing = apart("bow", lambda: _seen(Path(path), heard), _NO_BOW) if film else _unseen()
    return replace(heard, metrics=(*heard.metrics, *metrics), bow=bowing)


def beside(heard: AnalysisResult, motion: Path) -> AnalysisResult:
    """The same, with what a phone on the bow arm felt meanwhile, a file as `practice_app.motion` has it."""
    instrument, onsets_s = heard.parameters["instrument"], heard.onsets.times_s
    felt = apart("arm", lambda: arm.measure(motion, instrument, heard.spans, onsets_s), None)
    return replace(heard, arm=felt)


def apart(what: str, measure: Callable[[], Answer], without: Answer) -> Answer:
    """What `measure` answers; `without` where it fails, so that a fault in one measure costs that measure alone.

    The log says which and what kind of error, and nothing of the recording. What a second try may mend is raised.
    """
    try:
        return measure()
    except (OSError, MemoryError):
        raise
    except Exception as error:
        log.error("%s is left out: %s", what, type(error).__name__)
        return without


def _unseen() -> Seen:
    return (Metric("bow_steadiness", None, 0.0, Reason.NO_FILM),), None


def _seen(path: Path, heard: AnalysisResult) -> Seen:
    """What a film shows while something sounds; only for one what sees it is loaded, and scipy with it."""
    if not has_pictures(path):
        return _unseen()
    from workers.analysis import bow

    steadiness, bowing = bow.measure(path, heard.parameters["instrument"], heard.spans, heard.onsets.times_s)
    return (steadiness,), bowing


class Readers:
    """All that reads samples, block by block; afterwards each has its series."""

    def __init__(self) -> None:
        self.tone, self.onsets, self._pitch = ToneReader(), OnsetReader(), PitchAnalyser()
        self.chroma, self.colour = ChromaReader(), timbre.ColourReader()
        self._fine = Framer(FINE_WINDOW, FINE_HOP)
        self._offset: float | None = None  # of a microphone with direct current
        self._samples = 0

    def push(self, block: Floats) -> None:
        """Take the next samples."""
        self._offset = float(block.mean()) if self._offset is None else self._offset
        self._samples += len(block)
        centred = block - np.float32(self._offset)
        for wide in self._pitch.push(centred):
            self.tone.read(wide)
            self.chroma.read(wide)
            self.colour.read(wide)
        for frames in self._fine.push(centred):
            self.onsets.read(frames)

    def finish(self) -> Sung:
        """The recording has ended."""
        for frames in self._fine.finish():
            self.onsets.read(frames)
        sung = self._pitch.finish()
        for wide in self._pitch.tail:
            self.tone.read(wide)
        return sung

    def heard(self) -> Heard:
        """What hearing rests on, up to the last frame that is centred within the recording."""
        tone = self.tone
        wide = (tone.levels, tone.bands_db, tone.lasting, tone.pitch_cents, tone.tonal, tone.explained)
        for series in wide:
            series.cut(self._samples // WIDE_HOP + 1)
        return Heard(*wide, self.onsets.level_db)


def _measure(
    readers: Readers,
    sung: Sung,
    clock_s: float,
    told: Told,
    notes: tuple[str, ...],
) -> AnalysisResult:
    """All measures on the features of one recording; without who plays when there is none, so that one is not apart."""
    heard = readers.heard()
    told_apart = playing.segment(heard, clock_s, told.instrument, told.leaning)
    spans = told_apart.playing_spans
    loud, loud_curves = apart("loudness", lambda: _loudness(heard, told_apart, told.auto_gain), _NO_FIGURES)
    attacks = tempo.prepared(readers.onsets.strength.array(), spans)
    struck = family_of(told.instrument) == "percussion"
    begun, timed = apart(
        "timing",
        lambda: timing.measure(
            readers.onsets.novelty, _sounding(heard), sung.notes, told_apart.spans, told.click, struck
        ),
        _NO_TIMING,
    )
    onsets_s = np.asarray(begun.times_s)
    target_bpm = told.target_bpm or (told.click.tempo_bpm(clock_s) if told.click else None)
    paced, paced_curves = apart("tempo", lambda: tempo.measure(attacks, spans, target_bpm, onsets_s), _NO_FIGURES)
    tuned, tuned_curves = apart(
        "intonation", lambda: intonation.measure(sung, spans, told_apart.confidence), _NO_FIGURES
    )
    swayed = apart("vibrato", lambda: _vibrato(sung, told_apart), _NO_METRICS)
    toned, toned_curves = apart(
        "timbre", lambda: _timbre(readers, heard, sung, told_apart, told.instrument, clock_s), _NO_FIGURES
    )
    drills = apart("repeats", lambda: _drills(readers, sung, spans, onsets_s, attacks, target_bpm), _NO_DRILLS)
    metrics = (playing.played(told_apart), *loud, *paced, *tuned, *swayed, *timed, *toned)
    curves = (*loud_curves, *paced_curves, *tuned_curves, *toned_curves)
    return AnalysisResult(clock_s, told_apart.spans, metrics, curves, told.parameters(), notes, begun, drills)


def _sounding(heard: Heard) -> timing.Sounding:
    return timing.Sounding(heard.fine_db.array(), heard.bands_db, heard.pitch_cents, heard.tonal, heard.explained)


def _loudness(heard: Heard, told_apart: Segmentation, auto_gain: bool) -> Figures:
    """How loud it was, unless the device turned the volume up and down."""
    if auto_gain:
        return loudness.unknown(Reason.AUTOMATIC_GAIN), ()
    power = heard.loudness.array()
    return loudness.measure(power, told_apart.playing_spans, told_apart.confidence), (loudness.curve(power),)


def _vibrato(sung: Sung, told_apart: Segmentation) -> Sequence[Metric]:
    spans = told_apart.playing_spans
    return vibrato.measure(
        intonation.playing_notes(sung, spans), intonation.why_not(sung, spans), told_apart.confidence
    )


def _timbre(
    readers: Readers, heard: Heard, sung: Sung, told_apart: Segmentation, instrument: str | None, clock_s: float
) -> Figures:
    """The colour of held notes, what the room adds to it taken off."""
    spans = told_apart.playing_spans
    return timbre.measure(
        readers.colour.rows,
        intonation.playing_notes(sung, spans),
        instrument,
        timbre.room_of(heard.bands_db, told_apart.spans),
        reason=intonation.why_not(sung, spans),
        confidence=told_apart.confidence,
        clock_s=clock_s,
    )


def _drills(
    readers: Readers,
    sung: Sung,
    spans: tuple[Span, ...],
    onsets_s: NDArray[np.float64],
    attacks: tempo.Prepared,
    target_bpm: float | None,
) -> tuple[Drill, ...]:
    """What was played again and again, where there is a pitch to tell it by."""
    if intonation.why_not(sung, spans) is Reason.NO_CLEAR_PITCH:
        return ()
    return repeats.find(readers.chroma.rows, spans, onsets_s, attacks, target_bpm)
