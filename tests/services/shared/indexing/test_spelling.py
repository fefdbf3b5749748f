"""Words that are spelled alike."""

import pytest

from practice_app.services.shared.indexing.spelling import distance, has_spelling, nearest, stem, variants


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kolle", "colle"),
        ("viollin", "violin"),
        ("vioiln", "violin"),
        ("spicatto", "spiccato"),
        ("바이얼린", "바이올린"),
    ],
)
def test_a_word_and_what_is_typed_for_it_have_a_rest_in_common(typed, meant):
    assert variants(typed) & variants(meant)
    assert distance(typed, meant) <= 2
    assert nearest(typed, [(meant, 3), ("metronome", 900)]) == [meant]


def test_of_two_that_are_as_near_the_one_seen_more_often_comes_first():
    assert nearest("tome", [("tomb", 2), ("tone", 4000)]) == ["tone", "tomb"]


def test_a_short_word_is_not_taken_for_any_other():
    assert nearest("bow", [("boa", 9), ("cat", 9)]) == ["boa"]


@pytest.mark.parametrize("word", ["ab", "a" * 25, "換把", "ヴァイオリン", "1004"])
def test_what_knows_no_spelling_is_not_put_right(word):
    assert not has_spelling(word)


def test_letters_that_are_swapped_are_one_mistake():
    assert distance("vioiln", "violin") == 1
    assert distance("", "abc") == 3


@pytest.mark.parametrize(
    ("said", "meant"), [("바이올린을", "바이올린"), ("악보에서", "악보"), ("바이올린", "바이올린"), ("나는", "나는")]
)
def test_a_word_is_known_without_its_particle(said, meant):
    assert stem(said) == meant
