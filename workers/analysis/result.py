"""Everything heard in one recording: what the measures say, together."""

from dataclasses import dataclass, field
from typing import Any

from workers.analysis.arm.figures import Arm
from workers.analysis.shared.values import Bowing, Curve, Drill, Metric, Onsets, Span, SpanKind

VERSION = "1.25.0"
DAMAGED = "damaged"
"""A note: some of the recording could not be read, what could be was analysed."""


@dataclass(frozen=True)
class AnalysisResult:
    """Everything heard in one recording by one version of the analysis."""

    clock_s: float
    spans: tuple[Span, ...]
    metrics: tuple[Metric, ...]
    curves: tuple[Curve, ...]
    parameters: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    onsets: Onsets = field(default_factory=Onsets)
    repeats: tuple[Drill, ...] = ()
    bow: Bowing | None = None
    arm: Arm | None = None
    version: str = VERSION

    @property
    def played_s(self) -> float:
        """The sum of the playing spans."""
        return round(sum(span.length_s for span in self.spans if span.kind is SpanKind.PLAYING), 3)

    def metric(self, key: str) -> Metric:
        """The figure of that name."""
        return next(metric for metric in self.metrics if metric.key == key)

    def to_json(self) -> dict[str, Any]:
        """The analysis of the API, ready for `json.dumps`."""
        return {
            "version": self.version,
            "status": "ready",
            "clock_s": round(self.clock_s, 3),
            "played_s": self.played_s,
            "metrics": [metric.to_json() for metric in self.metrics],
            "curves": [curve.to_json() for curve in self.curves],
            "spans": [
                {"kind": span.kind.value, "start_s": round(span.start_s, 3), "end_s": round(span.end_s, 3)}
                for span in self.spans
            ],
            "onsets": self.onsets.to_json(),
            "repeats": [drill.to_json() for drill in self.repeats],
            "bow": self.bow.to_json() if self.bow else None,
            "arm": self.arm.to_json() if self.arm else None,
            "parameters": self.parameters,
            "notes": list(self.notes),
        }
