"""A figure over time, drawn honestly."""

import pytest

from practice_app.services.pieces.lines import against, corners, paths


def test_a_figure_that_grew_goes_from_the_bottom_to_the_top():
    assert corners([(0, 10), (0.5, 15), (1, 20)]) == [(0, 1), (0.5, 0.5), (1, 0)]


def test_what_hardly_changed_stays_near_the_middle():
    first, last = corners([(0, 99), (1, 101)])
    assert first[1] == pytest.approx(0.55)
    assert last[1] == pytest.approx(0.45)


def test_nothing_but_zeros_is_a_straight_line():
    assert [y for _, y in corners([(0, 0), (1, 0)])] == [0.5, 0.5]


def test_a_line_goes_through_its_dots():
    assert paths([(0, 10), (1, 20)]) == ("M0.0,26.0L100.0,2.0", "M0.0,26.0h0M100.0,2.0h0")


def test_the_target_stands_in_the_same_picture():
    assert against([(0, 40), (1, 60)], 80) == ("M0.0,26.0L100.0,14.0", "M0.0,26.0h0M100.0,14.0h0", 2.0)
    assert against([(0, 60), (1, 60)], 0)[2] == -1
