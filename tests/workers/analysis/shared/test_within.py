"""Which moments lie within spans, and for how long stretches do."""

import numpy as np
import pytest

from workers.analysis.shared.values import Span, SpanKind
from workers.analysis.shared.within import inside, shared_s

SPANS = [Span(SpanKind.PLAYING, 1.0, 2.0), Span(SpanKind.PLAYING, 2.0, 3.0), Span(SpanKind.PLAYING, 5.0, 6.0)]


def test_moments_lie_within_a_span_or_so_little_before_or_after_one():
    at = np.array([0.8, 1.5, 3.2, 4.95, 5.5, 6.15])
    assert inside(at, SPANS).tolist() == [False, True, False, False, True, False]
    assert inside(at, SPANS, (0.1, 0.2)).tolist() == [False, True, False, True, True, True]
    assert not inside(at, []).any()


def test_stretches_share_with_spans_what_each_of_them_does():
    rng = np.random.default_rng(1)
    starts = rng.uniform(0, 7, 200)
    ends = starts + rng.uniform(0, 4, 200)
    each = [
        sum(max(0.0, min(b, s.end_s) - max(a, s.start_s)) for s in SPANS) for a, b in zip(starts, ends, strict=True)
    ]
    assert shared_s(starts, ends, SPANS) == pytest.approx(each)
    assert shared_s(starts, ends, []).tolist() == [0] * 200
    assert len(shared_s(np.array([]), np.array([]), SPANS)) == 0
