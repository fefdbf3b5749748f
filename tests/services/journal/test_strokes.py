"""What is drawn with no script is what the page's script draws."""

import json

import pytest

from practice_app.services.journal import strokes
from tests.stack import ROOT

CASES = json.loads((ROOT / "tests" / "stave_cases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_ribbons_and_rests_are_those_of_the_page(case):
    drawn = strokes.stave(case["spans"], case["clock_s"], case["levels"])
    assert drawn.ribbons == case["ribbons"]
    assert [{"x": rest.x, "y": rest.y} for rest in drawn.rests] == case["rests"]


def test_what_nobody_heard_is_one_hollow_ribbon():
    drawn = strokes.stave([], 60)
    assert (len(drawn.hollow), drawn.ribbons, drawn.rests) == (1, [], [])


def test_a_session_of_no_length_is_an_empty_line_of_music():
    assert strokes.stave([{"kind": "playing", "start_s": 0, "end_s": 1}], 0) == strokes.Stave()
