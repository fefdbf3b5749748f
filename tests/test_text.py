"""What a person may write is cleaned by one rule, here and on the device."""

import json
import time
from pathlib import Path

import pytest

from practice_app.text import clean_line, clean_text, fold

CASES = json.loads(Path(__file__).with_name("text_cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["clean"], ids=lambda case: case["what"])
def test_what_can_not_be_stored_or_seen_is_taken_out(case):
    assert clean_line(case["given"]) == case["line"]
    assert clean_text(case["given"]) == case["text"]
    assert clean_line(case["line"]) == case["line"], "once is enough"
    assert clean_text(case["text"]) == case["text"]


@pytest.mark.parametrize(("one", "other"), CASES["same"])
def test_names_that_look_alike_are_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), CASES["different"])
def test_names_that_look_different_are_two(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize("pattern", ["e\u0316\u0301", "\u0316\u0301", "\r\n ", "\u200d", "\u3000\t", " ", "각\u0323"])
def test_a_megabyte_takes_at_most_in_proportion(pattern):
    short, long = f"a{pattern * 4_000}a", f"a{pattern * 160_000}a"
    assert _seconds(long) < 60 * _seconds(short) + 0.5


def _seconds(value):
    began = time.perf_counter()
    clean_text(value)
    fold(value)
    return time.perf_counter() - began
