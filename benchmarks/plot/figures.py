"""The figures beside the picture: each with its confidence as a bar, or why there is none."""

import textwrap
from typing import TYPE_CHECKING

from practice_app.metrics import METRICS, plain
from workers.analysis.result import AnalysisResult
from workers.analysis.shared.values import Metric, SpanKind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, QUIET, LINE, ROUND = "#3a332c", "#8a8178", "#2f6b52", "#8c2f39"
BAND = {
    SpanKind.PLAYING: "#d9a441",
    SpanKind.SPEECH: "#5b7fa3",
    SpanKind.SILENCE: "#eeeae3",
    SpanKind.CLICK: "#2f6b52",
    SpanKind.OTHER: "#b9b1a6",
}
_SURE = 0.8


def draw(axes: "Axes", result: AnalysisResult) -> None:
    """All figures, one below the other."""
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(len(result.metrics) + 0.5, -1)
    axes.text(0.04, -0.6, "Figures", fontsize=11, color=INK, family="serif")
    axes.text(1, -0.6, f"confidence (sure from {_SURE:g})", fontsize=8, color=QUIET, ha="right")
    for row, metric in enumerate(result.metrics):
        axes.text(0.04, row + 0.1, METRICS[metric.key].name, fontsize=9.5, color=INK)
        if metric.value is None:
            why = "\n".join(textwrap.wrap(plain(metric.reason) if metric.reason else "can't tell", 52))
            axes.text(0.04, row + 0.45, why, fontsize=7.5, color=QUIET, style="italic", va="center")
        else:
            _known(axes, row, metric, metric.value)


def _known(axes: "Axes", row: int, metric: Metric, value: float) -> None:
    said = f"{value:.{2 if abs(value) < 10 else 1}f} {METRICS[metric.key].unit}".replace("-", "−")
    axes.text(0.72, row + 0.1, said, fontsize=9.5, color=INK, ha="right")
    axes.barh(row + 0.02, 0.12, 0.16, left=0.76, color=BAND[SpanKind.SILENCE])
    colour = LINE if metric.confidence >= _SURE else BAND[SpanKind.PLAYING]
    axes.barh(row + 0.02, 0.12 * metric.confidence, 0.16, left=0.76, color=colour)
    axes.text(1, row + 0.1, f"{metric.confidence:.2f}", fontsize=8.5, color=QUIET, ha="right")
