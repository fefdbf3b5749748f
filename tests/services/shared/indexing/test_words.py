"""What a text is found by."""

import pytest

from practice_app.services.shared.indexing.words import alike, folded, lexemes, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Collé", "colle"),
        ("COLLE\u0301", "colle"),
        ("ＣＯＬＬＥ", "colle"),
        ("Ševčík", "sevcik"),
        ("Größe", "grosse"),
        ("Łukasz Bjørn", "lukasz bjorn"),
        ("换把", "換把"),
        ("\u1112\u116a\u11af", "활"),
        ("발성", "발성"),
    ],
)
def test_what_looks_alike_is_alike(one, other):
    assert folded(one) == folded(other)


def test_marks_that_make_another_letter_stay():
    assert folded("がか") == "がか"
    assert folded("각") == "각"


def test_words_are_cut_at_what_is_no_letter():
    assert tokens("Bow_arm, don't: 4/4 & <b>") == ["bow", "arm", "don", "t", "4", "4", "b"]


def test_scripts_that_stand_together_are_parted():
    assert tokens("Collé의 활긋기 2번") == ["colle", "의", "활긋기", "2", "번"]


def test_half_a_syllable_is_no_word():
    assert tokens("바이올ㄹ ㅋㅋ") == ["바이올"]


def test_signs_are_indexed_two_by_two_and_the_last_alone():
    assert lexemes("바이올린") == ["바이", "이올", "올린", "린"]
    assert lexemes("活") == ["活"]
    assert lexemes("violin") == ["violin"]


def test_a_text_is_looked_at_as_far_as_there_is_an_end():
    assert len(tokens("a " * 30_000)) == 4000
    assert tokens("a" * 500) == ["a" * 40]
    assert tokens("\ud800 ' & | ! :* \\ \x00") == []


def test_a_sign_is_known_with_those_it_stands_for():
    assert set(alike("发")) == {"发", "發", "髮"}
    assert alike("a") == "a"
