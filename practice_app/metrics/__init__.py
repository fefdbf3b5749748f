"""The catalogue of metrics: what each is called, its unit, how exact it is, how recordings are put together, its words.

Analysis, services and pages read it, so that a new metric is an entry here and the module that measures it. Pure: it
knows nothing of ours and nothing but the standard library.
"""

from practice_app.metrics.averaging import Average, mean
from practice_app.metrics.catalogue import CURVES, METRICS, STRAIGHT_DEG, UNEVEN, tolerance
from practice_app.metrics.doubt import SURE, WORTH_TELLING, Band, band, band_of, wide
from practice_app.metrics.kinds import Beside, MetricKind, Tolerance, Written
from practice_app.metrics.reasons import REASONS, Reason, Why, plain
from practice_app.metrics.told import for_page, table
from practice_app.metrics.tuning import references_hz

__all__ = [
    "CURVES",
    "METRICS",
    "REASONS",
    "STRAIGHT_DEG",
    "SURE",
    "UNEVEN",
    "WORTH_TELLING",
    "Average",
    "Band",
    "Beside",
    "MetricKind",
    "Reason",
    "Tolerance",
    "Why",
    "Written",
    "band",
    "band_of",
    "for_page",
    "mean",
    "plain",
    "references_hz",
    "table",
    "tolerance",
    "wide",
]
