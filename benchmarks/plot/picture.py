"""One picture of all that was heard in a recording, for a person to look at.

From the top: what is heard when, in colours and words, with the rounds of what was repeated; loudness; tempo beside its
target; how far the notes lie from the player's own A; how late each onset was against the click; the strokes of a
bow that is seen. Beside it every figure with its confidence, or why there is none. Draws with matplotlib, which the
product does not need.
"""

import math
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.plot import figures
from benchmarks.plot.figures import BAND, INK, LINE, QUIET, ROUND
from practice_app.metrics import UNEVEN, plain
from workers.analysis.result import AnalysisResult
from workers.analysis.shared.values import Curve, Metric, SpanKind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MISSING = "drawing needs matplotlib: make setup installs it, or pip install matplotlib."
FORMATS = (".png", ".svg", ".pdf")
_SPANS_HIGH, _CURVE_HIGH, _BOW_HIGH = 1.1, 1.6, 0.5
_NAMED_FROM = 0.05  # of the picture's width: a narrower span has no word


def available() -> bool:
    """Whether matplotlib is on this machine."""
    return find_spec("matplotlib") is not None


def draw(result: AnalysisResult, out: Path, title: str) -> None:
    """Draw the result into a file of the kind its name says (`FORMATS`)."""
    from matplotlib import rc_context

    with rc_context({"text.parse_math": False}):  # a file may be called $$
        _draw(result, out, "".join(sign if sign.isprintable() else "�" for sign in title))


def _draw(result: AnalysisResult, out: Path, title: str) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    parts = [(_spans, _SPANS_HIGH), *((part, _CURVE_HIGH) for part in (_loudness, _tempo, _intonation, _timing))]
    parts += [(_bow, _BOW_HIGH)] if result.bow else []
    figure = Figure(figsize=(16, 9), dpi=100, facecolor="#fbfaf7")
    FigureCanvasAgg(figure)
    grid = figure.add_gridspec(
        len(parts), 2, width_ratios=(3.2, 1), height_ratios=[height for _, height in parts],
        left=0.055, right=0.99, top=0.9, bottom=0.06, hspace=0.45, wspace=0.09,
    )  # fmt: skip
    rows = [figure.add_subplot(grid[0, 0])]
    rows += [figure.add_subplot(grid[n, 0], sharex=rows[0]) for n in range(1, len(parts))]
    for axes, (part, _) in zip(rows, parts, strict=True):
        _plain(axes, result.clock_s)
        part(axes, result)
    figures.draw(figure.add_subplot(grid[:, 1]), result)
    heard = f"recorded {_clock(result.clock_s)}, played {_clock(result.played_s)}   (ear {result.version})"
    figure.text(0.055, 0.945, title, fontsize=17, color=INK, family="serif")
    figure.text(0.99, 0.945, heard, fontsize=11, color=QUIET, ha="right")
    figure.savefig(out)


def _plain(axes: "Axes", clock_s: float) -> None:
    """Time along the bottom, nothing that does not speak."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.set_xlim(0, max(clock_s, 1e-3))
    axes.set_facecolor("none")
    axes.xaxis.set_major_formatter(FuncFormatter(lambda second, _: _clock(second)))
    axes.xaxis.set_major_locator(MaxNLocator(12, steps=[1, 1.5, 2, 3, 5, 6, 10]))
    axes.tick_params(colors=QUIET, labelsize=8, length=2)
    for side, spine in axes.spines.items():
        spine.set_visible(side in {"left", "bottom"})
        spine.set_color(QUIET)


def _named(axes: "Axes", name: str, unit: str) -> None:
    axes.set_title(f"{name}, {unit}" if unit else name, loc="left", fontsize=9, color=INK, pad=3)


def _nothing(axes: "Axes", why: str) -> None:
    axes.text(0.5, 0.5, why, transform=axes.transAxes, ha="center", va="center", color=QUIET, fontsize=10)
    axes.set_yticks([])


def _why_not(result: AnalysisResult, key: str) -> str:
    reason = result.metric(key).reason
    return f"can't tell: {plain(reason)}" if reason else "nothing to draw"


def _spans(axes: "Axes", result: AnalysisResult) -> None:
    """Bands of colour with a word in each that is wide enough for one."""
    bottom = 0.3 if result.repeats else 0.0
    for span in result.spans:
        axes.axvspan(span.start_s, span.end_s, bottom, 1, color=BAND[span.kind], linewidth=0)
        if span.length_s > _NAMED_FROM * result.clock_s:
            middle = (span.start_s + span.end_s) / 2
            dark = span.kind in {SpanKind.SPEECH, SpanKind.CLICK}
            axes.text(
                middle, (1 + bottom) / 2, f"{span.kind}\n{_length(span.length_s)}", ha="center", va="center",
                fontsize=8, color="white" if dark else INK,
            )  # fmt: skip
    _rounds(axes, result)
    axes.set_ylim(0, 1)
    axes.set_yticks([])
    kinds = [kind for kind in BAND if any(span.kind is kind for span in result.spans)]
    handles = [axes.bar(0, 0, color=BAND[kind], label=str(kind)) for kind in kinds]
    axes.legend(
        handles, [str(kind) for kind in kinds], loc="lower right", bbox_to_anchor=(1, 1), ncols=5, frameon=False,
        fontsize=8, labelcolor=INK, handlelength=1, columnspacing=1.2, borderpad=0,
    )  # fmt: skip
    _named(axes, "What is heard", "")


def _rounds(axes: "Axes", result: AnalysisResult) -> None:
    """The rounds of what was repeated, each with its tempo or its pace."""
    for number, drill in enumerate(result.repeats):
        for one in drill.rounds:
            axes.axvspan(one.start_s, one.end_s, 0.03, 0.24, facecolor="none", edgecolor=(LINE, ROUND)[number % 2])
            said = f"{one.pace:.2f} ×" if one.bpm is None else f"{one.bpm:.0f}"
            middle = (one.start_s + one.end_s) / 2
            axes.text(middle, 0.13, said, ha="center", va="center", fontsize=7.5, color=INK, clip_on=True)


def _shaded(axes: "Axes", result: AnalysisResult) -> None:
    """Playing as a pale ground, so that each curve shows what it rests on."""
    for span in result.spans:
        if span.kind is SpanKind.PLAYING:
            axes.axvspan(span.start_s, span.end_s, color=BAND[span.kind], alpha=0.13, linewidth=0)


def _curve(result: AnalysisResult, key: str) -> tuple[list[float], list[float]] | None:
    """Times (the middle of each step) and values, NaN where there is none; None when the curve has no value."""
    found: Curve | None = next((curve for curve in result.curves if curve.key == key), None)
    if found is None or all(value is None for value in found.values):
        return None
    times = [(number + 0.5) * found.step_s for number in range(len(found.values))]
    return times, [float("nan") if value is None else value for value in found.values]


def _begun(axes: "Axes", result: AnalysisResult, key: str, figure: str) -> tuple[list[float], list[float]] | None:
    """A curve to draw on its ground; where there is none, why not stands there."""
    drawn = _curve(result, key)
    if drawn is None:
        _nothing(axes, _why_not(result, figure))
    else:
        _shaded(axes, result)
    return drawn


def _loudness(axes: "Axes", result: AnalysisResult) -> None:
    _named(axes, "Loudness", "LUFS")
    drawn = _begun(axes, result, "loudness_lufs", "loudness_lufs")
    if drawn is None:
        return
    axes.plot(*drawn, color=INK, linewidth=0.8)
    low, high = axes.get_ylim()
    axes.set_ylim(max(low, high - 70), high)
    _level(axes, result.metric("loudness_lufs"), "mean")


def _tempo(axes: "Axes", result: AnalysisResult) -> None:
    _named(axes, "Tempo", "bpm")
    drawn = _begun(axes, result, "tempo_bpm", "tempo_bpm")
    if drawn is None:
        return
    target = result.parameters.get("target_bpm")
    known = [value for value in drawn[1] if not math.isnan(value)]
    around = [*known, *([target] if target else [])]
    margin = max(3.0, 0.2 * (max(around) - min(around)))
    axes.set_ylim(min(around) - margin, max(around) + margin)
    axes.plot(*drawn, color=LINE, linewidth=1.4, marker=".", markersize=3)
    if target:
        axes.axhline(target, color=ROUND, linewidth=0.9, linestyle=(0, (5, 3)))
        _word(axes, target, f"target {target:.4g}", ROUND)
    _level(axes, result.metric("tempo_bpm"), "mean")


def _intonation(axes: "Axes", result: AnalysisResult) -> None:
    around = result.metric("tuning_cents").references_hz
    own = "of {1:.1f} Hz (or {0:.1f}, {2:.1f})".format(*around) if around else ""
    _named(axes, f"Pitch about the player's own A {own}".rstrip(), "cents")
    drawn = _begun(axes, result, "intonation_cents", "tuning_cents")
    if drawn is None:
        return
    axes.axhline(0, color=QUIET, linewidth=0.7)
    axes.plot(*drawn, color=LINE, linewidth=1, marker=".", markersize=4)
    reach = max(15.0, *(abs(value) * 1.1 for value in drawn[1] if not math.isnan(value)))
    axes.set_ylim(-reach, reach)


def _timing(axes: "Axes", result: AnalysisResult) -> None:
    """Each onset a dot, as high as it is late; without a click, ticks where notes begin."""
    late = [(at, ms) for at, ms in zip(result.onsets.times_s, result.onsets.late_ms, strict=True) if ms is not None]
    if not late:
        _named(axes, f"Where notes begin ({len(result.onsets.times_s)}); {_why_not(result, 'click_offset_ms')}", "")
        _shaded(axes, result)
        axes.vlines(result.onsets.times_s, 0.1, 0.9, color=INK, linewidth=0.6)
        axes.set_ylim(0, 1)
        axes.set_yticks([])
        return
    _named(axes, "Each note against the click: late above, early below", "ms")
    _shaded(axes, result)
    axes.axhline(0, color=QUIET, linewidth=0.7)
    axes.plot(*zip(*late, strict=True), linestyle="none", marker="o", markersize=3, color=LINE)
    reach = max(30.0, *(abs(ms) * 1.1 for _, ms in late))
    axes.set_ylim(-reach, reach)
    _level(axes, result.metric("click_offset_ms"), "median")


def _bow(axes: "Axes", result: AnalysisResult) -> None:
    """Each stroke a block, on the other side after a turn; hatched when its speed is uneven."""
    assert result.bow is not None
    angle = f"{result.bow.angle_deg:.0f}° ± {result.bow.spread_deg:.0f}° in the picture"
    _named(axes, f"Strokes of the bow ({len(result.bow.strokes)}), {angle}; hatched: uneven", "")
    for number, stroke in enumerate(result.bow.strokes):
        uneven = stroke.unevenness is not None and stroke.unevenness > UNEVEN
        axes.axvspan(
            stroke.start_s, stroke.end_s, *((0, 0.5), (0.5, 1))[number % 2], facecolor="none" if uneven else ROUND,
            edgecolor=ROUND if uneven else "#fbfaf7", hatch="////" if uneven else None, linewidth=0.5,
        )  # fmt: skip
    axes.set_yticks([])


def _level(axes: "Axes", metric: Metric, word: str) -> None:
    """A figure as a line across, with its name."""
    if metric.value is not None:
        axes.axhline(metric.value, color=QUIET, linewidth=0.8, linestyle=(0, (1, 2)))
        _word(axes, metric.value, f"{word} {metric.value:.1f}", QUIET)


def _word(axes: "Axes", at: float, word: str, colour: str) -> None:
    axes.annotate(
        word.replace(" ", "\n", 1), (1, at), xycoords=("axes fraction", "data"), xytext=(3, 0),
        textcoords="offset points", ha="left", va="center", fontsize=7.5, color=colour, linespacing=0.95,
    )  # fmt: skip


def _length(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 60 else _clock(seconds)


def _clock(second: float) -> str:
    """Minutes and seconds; below ten seconds tenths too."""
    if second < 10 and second != int(second):
        return f"0:{second:04.1f}"
    whole = round(second)
    hours, rest = divmod(whole, 3600)
    minutes = f"{rest // 60:02d}" if hours else f"{rest // 60}"
    return f"{hours}:{minutes}:{rest % 60:02d}" if hours else f"{minutes}:{rest % 60:02d}"
