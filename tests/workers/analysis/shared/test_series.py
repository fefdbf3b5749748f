"""What grows with a recording is kept on disk and read back by pieces."""

import numpy as np

from workers.analysis.shared.series import Series


def test_rows_come_back_in_order_by_any_slice() -> None:
    rows = np.arange(60, dtype=np.float32).reshape(20, 3)
    series = Series()
    for piece in np.split(rows, [1, 9, 9, 14]):
        series.add(piece)
    assert len(series) == 20
    assert np.array_equal(series.array(), rows)
    assert np.array_equal(series[5:12], rows[5:12])
    assert np.array_equal(series[18:40], rows[18:])
    series.add(rows)
    assert np.array_equal(series[19:22], np.concatenate([rows[19:], rows[:2]]))


def test_what_is_cut_off_is_not_told() -> None:
    series = Series(np.float16)
    series.add(np.arange(10, dtype=np.float32))
    series.cut(4)
    assert series[2:9].tolist() == [2, 3]
    series.cut(7)
    assert len(series) == 4


def test_nothing_heard_is_an_empty_array() -> None:
    assert Series().array().shape == (0,)
