"""The ear: pure functions from a recording to what can honestly be said about it. No database, no queue, no pages."""

from workers.analysis.pipeline import analyse
from workers.analysis.result import VERSION, AnalysisResult, Curve, Metric, Span, SpanKind

__all__ = ["VERSION", "AnalysisResult", "Curve", "Metric", "Span", "SpanKind", "analyse"]
