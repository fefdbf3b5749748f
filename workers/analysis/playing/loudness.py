"""Loudness: how loud it was over time, as ears weigh it.

Definition: K-weighted level of 400 ms windows every 100 ms; `loudness_lufs` is the mean power of windows that pass the
gates (−70 LUFS absolute, 10 LU below the mean of what is left); `dynamic_range_db` is the spread between the 10th and
95th percentile of the windows in which music was played, the room's own noise taken off. Unit: LUFS, dB.
Source: ITU-R BS.1770-5 (weighting, gates), EBU R 128. The weighting is applied to the spectrum's power, which over
400 ms gives the same figure as filtering the samples.
Confidence: of the loudness, how much was played at all; only relative figures mean anything, because no phone says how
loud full scale is. Of the range, also how far the quiet end stands above the room.
"""

import numpy as np
from numpy.typing import NDArray

from practice_app.metrics import Reason
from workers.analysis.shared.spectrum import WIDE_STEP_S
from workers.analysis.shared.values import Curve, Metric, Span, curve_stride, longest

STEP_S = 0.1
_WINDOW_FRAMES, _STEP_FRAMES = round(0.4 / WIDE_STEP_S), round(STEP_S / WIDE_STEP_S)
_ABSOLUTE_GATE_LUFS, _RELATIVE_GATE_LU = -70.0, 10.0
_OFFSET = -0.691  # BS.1770: makes a 997 Hz full-scale sine −3.01 LUFS
_FLOOR_LUFS = -90.0


def k_weighting(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Power gain at each frequency of BS.1770's two filters: a shelf for the head, a high-pass for low rumble."""
    s = 2j * np.pi * np.maximum(hz, 1e-3)
    shelf_w, shelf_q, gain = 2 * np.pi * 1681.974, 0.7071752, 10 ** (3.999844 / 20)
    shelf = (gain * s**2 + gain**0.4996667 * shelf_w / shelf_q * s + shelf_w**2) / (
        s**2 + shelf_w / shelf_q * s + shelf_w**2
    )
    low_w, low_q = 2 * np.pi * 38.13547, 0.5003270
    high_pass = s**2 / (s**2 + low_w / low_q * s + low_w**2)
    return np.asarray(np.abs(shelf * high_pass) ** 2)


def curve(k_power: NDArray[np.floating]) -> Curve:
    """Loudness over time; the step grows with the length, so that a page stays light."""
    windows = _windows(k_power)
    every = curve_stride(len(windows))
    usable = len(windows) // every * every
    means = windows[:usable].reshape(-1, every).mean(axis=1)
    values = tuple(round(float(value), 1) for value in np.maximum(_lufs(means), _FLOOR_LUFS))
    return Curve("loudness_lufs", round(STEP_S * every, 3), values)


def measure(k_power: NDArray[np.floating], playing: tuple[Span, ...], confidence: float) -> tuple[Metric, Metric]:
    """Loudness and dynamic range of what was played."""
    windows = _windows(k_power)
    inside = _inside(playing, len(windows))
    evidence = tuple((span.start_s, span.end_s) for span in longest(playing))
    if not inside.any():
        return unknown(Reason.NO_PLAYING)
    enough = min(1.0, inside.sum() * STEP_S / 10)
    loudness = Metric("loudness_lufs", _gated(windows[inside]), confidence * enough, None, evidence)
    return loudness, _range(windows, inside, confidence * enough, evidence)


def unknown(reason: Reason) -> tuple[Metric, Metric]:
    """Both figures when there is nothing to tell: no playing, or a device that turned the volume up and down."""
    return Metric("loudness_lufs", None, 0, reason), Metric("dynamic_range_db", None, 0, reason)


def _range(
    windows: NDArray[np.float64],
    inside: NDArray[np.bool_],
    confidence: float,
    evidence: tuple[tuple[float, float], ...],
) -> Metric:
    if inside.sum() * STEP_S < 5:
        return Metric("dynamic_range_db", None, 0, Reason.TOO_SHORT)
    room = float(np.percentile(windows[~inside], 25)) if (~inside).sum() > 10 else 0.0
    clean = np.maximum(windows[inside] - room, windows[inside] * 0.05)
    soft, loud = np.percentile(_lufs(clean), [10, 95])
    above_room_db = soft - _lufs(np.asarray([room]))[0] if room else 20.0
    clear = float(np.clip(above_room_db / 12, 0.1, 1))
    return Metric("dynamic_range_db", float(loud - soft), confidence * clear, None, evidence)


def _windows(k_power: NDArray[np.floating]) -> NDArray[np.float64]:
    """Mean power of 400 ms around every 100 ms."""
    sums = np.concatenate([[0.0], np.cumsum(k_power, dtype=np.float64)])
    middle = np.arange(0, len(k_power), _STEP_FRAMES)
    low = np.maximum(middle - _WINDOW_FRAMES // 2, 0)
    high = np.minimum(middle + _WINDOW_FRAMES // 2, len(k_power))
    return np.asarray((sums[high] - sums[low]) / np.maximum(high - low, 1))


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    # The spectrum's power of a sine is 1 at full scale; mean square is half of it.
    return np.asarray(_OFFSET + 10 * np.log10(np.maximum(power / 2, 1e-13)))


def _gated(windows: NDArray[np.float64]) -> float | None:
    loud = windows[_lufs(windows) > _ABSOLUTE_GATE_LUFS]
    if not len(loud):
        loud = windows
    gate = _lufs(np.asarray([loud.mean()]))[0] - _RELATIVE_GATE_LU
    return float(_lufs(np.asarray([loud[_lufs(loud) > gate].mean()]))[0])


def _inside(spans: tuple[Span, ...], count: int) -> NDArray[np.bool_]:
    mask = np.zeros(count, bool)
    for span in spans:
        mask[int(np.ceil(span.start_s / STEP_S)) : int(span.end_s / STEP_S) + 1] = True
    return mask
