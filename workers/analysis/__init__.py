"""The analysis: pure functions from a recording to what can honestly be said about it. No database, queue, pages."""

import os

# One thread for matrix products: they are small, idle threads spin, and sums in another order are other bits.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from workers.analysis.pipeline import analyse, beside
from workers.analysis.result import VERSION, AnalysisResult
from workers.analysis.shared.values import Curve, Metric, Span, SpanKind

__all__ = ["VERSION", "AnalysisResult", "Curve", "Metric", "Span", "SpanKind", "analyse", "beside"]
