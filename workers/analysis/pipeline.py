"""From a recording to what was heard in it: one pass over the samples, then each measure on what that kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from workers.analysis import intonation, loudness, onset_times, playing, tempo, timing_log, vibrato
from workers.analysis.intonation import PitchEar, Sung
from workers.analysis.onsets import OnsetReader
from workers.analysis.result import DAMAGED, AnalysisResult, Curve, Metric, Onsets, Reason
from workers.analysis.spectrum import FINE_HOP, FINE_WINDOW, RATE_HZ, WIDE_HOP, WIDE_WINDOW, Floats, Framer
from workers.analysis.timing_log import ClickLog
from workers.analysis.tone import ToneReader
from workers.media.decode import Decoding

_NOT_YET = ("click_offset_ms", "click_spread_ms", "bow_steadiness")


@dataclass(frozen=True)
class Told:
    """What is known of a recording without hearing it."""

    target_bpm: float | None
    instrument: str | None
    click: ClickLog | None

    def parameters(self) -> dict[str, Any]:
        """What a result says it was made with."""
        known = {"rate_hz": RATE_HZ, "target_bpm": self.target_bpm, "instrument": self.instrument}
        if self.click is None:
            return known
        return known | {"click": {"beats": len(self.click.beats_s), "latency_s": self.click.latency_s}}


def analyse(
    path: Path | str,
    *,
    target_bpm: float | None = None,
    instrument: str | None = None,
    click: Mapping[str, Any] | None = None,
) -> AnalysisResult:
    """Listen to any recording ffmpeg can read.

    `target_bpm` is the tempo the player aimed at, `instrument` its name in English, `click` the metronome's
    log as the API takes it; each may be unknown.
    Raises the errors of `workers.media.errors`.
    """
    told = Told(target_bpm, instrument, timing_log.read(click))
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
    return _measure(tone, onsets, pitch.finish(), decoding.seconds, told, notes)


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
    told: Told,
    notes: tuple[str, ...],
) -> AnalysisResult:
    """All measures on the features of one recording."""
    k_power = tone.levels.array()
    heard = playing.Heard(
        k_power, tone.lasting.array(), tone.pitch_cents.array(), tone.pitch_confidence.array(), onsets.level_db.array()
    )
    listening = playing.listen(heard, clock_s, told.instrument)
    spans = listening.playing_spans
    metrics: list[Metric] = [playing.played(listening)]
    metrics += loudness.measure(k_power, spans, listening.confidence)
    curves: list[Curve] = [loudness.curve(k_power)]
    tempo_metrics, tempo_curves = tempo.measure(onsets.strength.array(), spans, told.target_bpm)
    tuned, tuning_curves = intonation.measure(sung, spans, listening.confidence)
    swayed = vibrato.measure(
        intonation.playing_notes(sung, spans), intonation.why_not(sung, spans), listening.confidence
    )
    metrics += [*tempo_metrics, *tuned, *swayed]
    curves += [*tempo_curves, *tuning_curves]
    metrics += [Metric(key, None, 0.0, Reason.NOT_IN_THIS_VERSION) for key in _NOT_YET]
    begun = onset_times.find(onsets.novelty.array(), sung.notes, spans)
    heard_onsets = Onsets(tuple(begun.tolist()), (None,) * len(begun))
    return AnalysisResult(
        clock_s, listening.spans, tuple(metrics), tuple(curves), told.parameters(), notes, heard_onsets
    )
