"""From a recording to what was heard in it: one pass over the samples, then each measure on what that kept."""

from pathlib import Path

import numpy as np

from workers.analysis import intonation, loudness, playing, tempo, vibrato
from workers.analysis.intonation import PitchEar, Sung
from workers.analysis.onsets import OnsetReader
from workers.analysis.result import DAMAGED, AnalysisResult, Curve, Metric, Reason
from workers.analysis.spectrum import FINE_HOP, FINE_WINDOW, RATE_HZ, WIDE_HOP, WIDE_WINDOW, Floats, Framer
from workers.analysis.tone import ToneReader
from workers.media.decode import Decoding

_NOT_YET = ("click_offset_ms", "bow_steadiness")


def analyse(path: Path | str, *, target_bpm: float | None = None, instrument: str | None = None) -> AnalysisResult:
    """Listen to any recording ffmpeg can read.

    `target_bpm` is the tempo the player aimed at, `instrument` its name in English; both may be unknown.
    Raises the errors of `workers.media.errors`.
    """
    decoding = Decoding(Path(path), rate_hz=RATE_HZ)
    tone, onsets, pitch = ToneReader(), OnsetReader(), PitchEar()
    wide, fine = Framer(WIDE_WINDOW, WIDE_HOP), Framer(FINE_WINDOW, FINE_HOP)
    offset: float | None = None  # of a microphone with direct current
    for block in decoding:
        offset = float(block.mean()) if offset is None else offset
        centred = block - np.float32(offset)
        _read(wide, tone, fine, onsets, centred)
        pitch.push(centred)
    for frames in wide.finish():
        tone.read(frames)
    for frames in fine.finish():
        onsets.read(frames)
    notes = (DAMAGED,) if decoding.damaged else ()
    return _measure(tone, onsets, pitch.finish(), decoding.seconds, target_bpm, instrument, notes)


def _read(wide: Framer, tone: ToneReader, fine: Framer, onsets: OnsetReader, block: Floats) -> None:
    for frames in wide.push(block):
        tone.read(frames)
    for frames in fine.push(block):
        onsets.read(frames)


def _measure(
    tone: ToneReader,
    onsets: OnsetReader,
    sung: Sung,
    clock_s: float,
    target_bpm: float | None,
    instrument: str | None,
    notes: tuple[str, ...],
) -> AnalysisResult:
    """All measures on the features of one recording."""
    k_power = tone.levels.array()
    heard = playing.Heard(
        k_power, tone.lasting.array(), tone.pitch_cents.array(), tone.pitch_confidence.array(), onsets.level_db.array()
    )
    listening = playing.listen(heard, clock_s, instrument)
    spans = listening.playing_spans
    metrics: list[Metric] = [playing.played(listening)]
    metrics += loudness.measure(k_power, spans, listening.confidence)
    curves: list[Curve] = [loudness.curve(k_power)]
    tempo_metrics, tempo_curves = tempo.measure(onsets.strength.array(), spans, target_bpm)
    tuned, tuning_curves = intonation.measure(sung, spans, listening.confidence)
    swayed = vibrato.measure(
        intonation.playing_notes(sung, spans), intonation.why_not(sung, spans), listening.confidence
    )
    metrics += [*tempo_metrics, *tuned, *swayed]
    curves += [*tempo_curves, *tuning_curves]
    metrics += [Metric(key, None, 0.0, Reason.NOT_IN_THIS_VERSION) for key in _NOT_YET]
    parameters = {"rate_hz": RATE_HZ, "target_bpm": target_bpm, "instrument": instrument}
    return AnalysisResult(clock_s, listening.spans, tuple(metrics), tuple(curves), parameters, notes)
