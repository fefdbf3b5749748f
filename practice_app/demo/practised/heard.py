"""What the ear would have said of a session: spans, curves and figures in the shape of the worker's."""

import random
from bisect import bisect_right
from typing import Any

from practice_app.demo.practised.sitting import Practised
from practice_app.metrics import CURVES, METRICS

VERSION = "1.1.0"
MOST_POINTS = 500
UNSURE = 0.125
BRIGHT = {"violin": (3.4, 17.0), "cello": (4.2, 19.0)}
"""Instruments that hold notes: about how bright they are, and how far tone stands above noise."""
Document = dict[str, Any]


def analysis(session: Practised) -> Document:
    """Make up an analysis that fits the session: the same every time."""
    chance = random.Random(session.id.int)
    clock_s = session.draft.clock_s
    spans = _spans(clock_s, session.skill, chance)
    playing = [span for span in spans if span["kind"] == "playing"]
    played_s = round(sum(span["end_s"] - span["start_s"] for span in playing), 3)
    loudness = _loudness(spans, clock_s, chance)
    tempo = session.sound.bpm
    curves = [loudness] + ([_tempo(session, spans, chance)] if tempo else [])
    if session.draft.instrument in BRIGHT:
        curves.append(_colour(session, spans))
    return {
        "version": VERSION,
        "clock_s": clock_s,
        "played_s": played_s,
        "spans": spans,
        "curves": curves,
        "metrics": _metrics(session, played_s, playing, chance),
    }


def _spans(clock_s: float, skill: float, chance: random.Random) -> list[Document]:
    """Alternate playing with rests, and now and then somebody talks."""
    at, spans = 0.0, []
    share = min(0.9, max(0.35, chance.gauss(0.56 + 0.2 * skill, 0.06)))
    while at < clock_s:
        play = chance.uniform(25, 160)
        for kind, length in (("silence", play * (1 / share - 1) * chance.uniform(0.5, 1.5)), ("playing", play)):
            end = min(clock_s, at + length)
            said = "speech" if kind == "silence" and length > 8 and chance.random() < 0.15 else kind
            if end - at > 0.05:
                spans.append({"kind": said, "start_s": round(at, 3), "end_s": round(end, 3)})
            at = end
    return spans


def _steps(clock_s: float) -> tuple[float, int]:
    step_s = 1.0
    while clock_s / step_s > MOST_POINTS:
        step_s += 1.0
    return step_s, int(clock_s / step_s)


def _kinds(spans: list[Document], step_s: float, count: int) -> list[str]:
    """Tell of each step what it was."""
    ends = [span["end_s"] for span in spans]
    return [spans[min(bisect_right(ends, n * step_s), len(spans) - 1)]["kind"] for n in range(count)]


def _loudness(spans: list[Document], clock_s: float, chance: random.Random) -> Document:
    """Phrases swell and fall; rests are the room."""
    step_s, count = _steps(clock_s)
    values, swell = [], 0.0
    for kind in _kinds(spans, step_s, count):
        swell = 0.85 * swell + chance.gauss(0, 1.5)
        level = {"playing": -23.0 + swell, "speech": -38.0 + swell}.get(kind, -62.0)
        values.append(round(level + chance.gauss(0, 0.7), 1))
    return {"key": "loudness_lufs", "unit": CURVES["loudness_lufs"], "step_s": step_s, "values": values}


def _tempo(session: Practised, spans: list[Document], chance: random.Random) -> Document:
    """The tempo goes to and fro by as much as is said of it."""
    tempo, sway_pct = session.sound.bpm or 0, session.sound.sway_pct or 0
    step_s, count = _steps(session.draft.clock_s)
    values: list[float | None] = []
    lean = 0.0
    for kind in _kinds(spans, step_s, count):
        lean = 0.9 * lean + chance.gauss(0, 0.0032 * sway_pct)
        values.append(round(tempo * (1 + lean), 1) if kind == "playing" else None)
    return {"key": "tempo_bpm", "unit": CURVES["tempo_bpm"], "step_s": step_s, "values": values}


def _colour(session: Practised, spans: list[Document]) -> Document:
    """Notes of a second or two held now and then, the later the steadier; by chances of their own."""
    chance = random.Random(session.id.int + 1)
    step_s, count = _steps(session.draft.clock_s)
    middle, _ = BRIGHT[session.draft.instrument]
    values: list[float | None] = []
    for n, kind in enumerate(_kinds(spans, step_s, count)):
        held = kind == "playing" and n % 7 < 4
        values.append(round(middle * (1 + chance.gauss(0, 0.09 - 0.06 * n / count)), 3) if held else None)
    return {"key": "tone_brightness", "unit": CURVES["tone_brightness"], "step_s": step_s, "values": values}


def _long_notes(session: Practised) -> list[Document]:
    """How the long notes of an instrument that has them sound; low ones on each, so that days are alike."""
    chance = random.Random(session.id.int + 2)
    middle, noise_db = BRIGHT[session.draft.instrument]
    figures = (("tone_brightness", middle * chance.gauss(1, 0.05)), ("tone_over_noise_db", chance.gauss(noise_db, 1)))
    told: Document = {"confidence": 0.86, "reason": None, "evidence": []}
    made = [{"key": key, "value": round(value, 3), "unit": METRICS[key].unit} | told for key, value in figures]
    return [made[0] | {"pitch_hz": 220.0}, made[1]]


def _doubt(session: Practised, played_s: float) -> Document:
    """How sure the playing time is: of one session in eight, in a noisy room, only between what and what it lies."""
    chance = random.Random(session.id.int + 3)
    if session.clear or chance.random() > UNSURE:
        return {"confidence": 0.95}
    low, high = played_s * chance.uniform(0.82, 0.92), played_s * chance.uniform(1.03, 1.09)
    return {"confidence": 0.62, "low": round(low, 3), "high": round(min(high, session.draft.clock_s), 3)}


def _metrics(session: Practised, played_s: float, playing: list[Document], chance: random.Random) -> list[Document]:
    skill, sound, tempo = session.skill, session.sound, session.sound.bpm
    keys = ("start_s", "end_s")
    evidence = [{key: span[key] for key in keys} for span in playing[:5]]
    strings = session.draft.instrument in {"violin", "cello"}
    many_notes = session.draft.instrument in {"piano", "guitar"}

    def told(key: str, value: float | None, reason: str) -> Document:
        known = value is not None and (session.clear or chance.random() > 0.06)
        return {
            "key": key,
            "value": round(value, 3) if known and value is not None else None,
            "unit": METRICS[key].unit,
            "confidence": round(chance.uniform(0.66, 0.97), 3) if known else 0.0,
            "reason": None if known else reason,
            "evidence": evidence if known else [],
        }

    pitch = "several_notes_at_once" if many_notes else "no_clear_pitch"
    spread = None if many_notes else sound.spread_cents
    metrics = [
        told("played_s", played_s, "no_playing") | {"value": played_s, "reason": None} | _doubt(session, played_s),
        told("loudness_lufs", chance.gauss(-23, 1.2), "no_playing"),
        told("dynamic_range_db", chance.gauss(9 + 4 * skill, 1.5), "too_short"),
        told("tempo_bpm", tempo, "octave_unsure"),
        told("tempo_stability_pct", tempo and sound.sway_pct, "no_steady_beat"),
        told("tempo_drift_bpm_per_min", tempo and chance.gauss(0.3, 0.5), "no_steady_beat"),
        told("tuning_cents", None if many_notes else chance.gauss(3, 3), pitch),
        told("intonation_spread_cents", spread, pitch),
        told("vibrato_rate_hz", chance.gauss(5.5, 0.2) if strings else None, "no_vibrato"),
        told("vibrato_extent_cents", chance.gauss(14 + 5 * skill, 2) if strings else None, "no_vibrato"),
        told("click_offset_ms", None, "no_click"),
        told("click_spread_ms", None, "no_click"),
        told("bow_steadiness", None, "no_film"),
    ]
    metrics += _long_notes(session) if session.draft.instrument in BRIGHT else []
    made = {metric["key"] for metric in metrics}
    return metrics + [told(key, None, "no_playing") for key in METRICS if key not in made]
