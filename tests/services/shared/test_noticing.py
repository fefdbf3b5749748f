"""What a machine notices in a text, and what it lets pass: musicians kill tempi and count rests."""

import pytest

from practice_app.services.shared.noticing import noticed


@pytest.mark.parametrize(
    "text",
    [
        "You utter bastard.",
        "What a BÏTCH",
        "이 병신아",
        "你這個王八蛋",
        "ｂｉｔｃｈ",
    ],
)
def test_an_insult_is_noticed_in_any_of_our_languages(text):
    assert noticed(text) == ["words"]


@pytest.mark.parametrize(
    "text",
    [
        "The cock crows in bar 12, and the tempo dies: kill the metronome.",
        "Bach's Prelude sucks me in.",
        "Retarding at the end, the basses in Scunthorpe played assai.",
        "시발점에서 다시 시작해요.",
        "https://a.example https://b.example http://c.example and http://d.example",
        "",
    ],
)
def test_what_musicians_say_is_let_pass(text):
    assert noticed(text) == []


def test_many_links_are_noticed():
    assert noticed("https://spam.example " * 5) == ["links"]
    assert noticed("whore " + "http://spam.example " * 50_000) == ["words", "links"]
