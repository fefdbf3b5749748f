"""What is drawn of a session: few shapes, and never more than is known."""

from practice_app.services.journal.staves import drawable, path, thinned


def playing(start_s: float, end_s: float) -> dict:
    return {"kind": "playing", "start_s": start_s, "end_s": end_s}


def test_breaths_between_phrases_are_not_drawn():
    spans = [playing(0, 40), {"kind": "silence", "start_s": 40, "end_s": 40.5}, playing(40.5, 100)]
    assert drawable(spans, 100, 50) == [playing(0, 100)]


def test_a_rest_stays_a_rest():
    spans = [playing(0, 40), {"kind": "speech", "start_s": 40, "end_s": 60}, playing(60, 100)]
    assert [span["kind"] for span in drawable(spans, 100, 50)] == ["playing", "speech", "playing"]


def test_an_hour_of_short_notes_stays_light():
    spans = [playing(n, n + 0.4) for n in range(3600)]
    assert len(drawable(spans, 3600, 90)) <= 90


def test_nothing_stands_out_over_the_session():
    assert drawable([playing(-5, 20), playing(90, 130)], 100, 50) == [playing(0, 20), playing(90, 100)]
    assert drawable([playing(0, 5)], 0, 50) == []


def test_a_thinned_curve_keeps_its_length_and_its_gaps():
    curve = {"step_s": 0.1, "values": [-20.0] * 500 + [None] * 500}
    thin = thinned(curve, 100)
    assert len(thin["values"]) == 100
    assert thin["step_s"] * len(thin["values"]) == 100
    assert thin["values"][10] == -20
    assert thin["values"][90] is None
    assert thinned(None, 100) == {}


def test_a_curve_is_drawn_in_its_box_and_broken_where_nothing_is_known():
    drawn = path({"step_s": 1, "values": [-60.0, -20.0, None, -20.0, -40.0]}, 5)
    assert drawn.count("M") == 2
    numbers = [int(n) for n in drawn.replace("M", " ").replace("L", " ").split()]
    assert all(0 <= x <= 1000 for x in numbers[::2])
    assert all(0 <= y <= 100 for y in numbers[1::2])
    assert path({"step_s": 1, "values": [None, None]}, 5) == ""
