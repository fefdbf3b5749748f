"""The lines in which something was found."""

import pytest

from practice_app.services.search.hits import WIDTH, html, parts
from practice_app.services.shared.indexing.plain import plain


def marked(text, *words):
    return html(parts(text, words))


def test_a_word_is_marked_as_it_was_written():
    assert marked("The Collé stroke", "colle") == "The <mark>Collé</mark> stroke"


def test_what_is_typed_in_part_marks_the_whole_word_but_only_at_the_end():
    assert marked("bowing and bows", "bow") == "<mark>bowing</mark> and <mark>bows</mark>"
    assert marked("bowing", "bow", "arm") == "bowing"


def test_of_signs_in_a_row_those_are_marked_that_are_meant():
    assert marked("바이올린을 켜다", "바이올린") == "<mark>바이올린</mark>을 켜다"
    assert marked("練習換把吧", "换把") == "練習<mark>換把</mark>吧"


def test_nothing_but_a_mark_is_an_element():
    said = marked("<script>alert(1)</script> & <mark>bow</mark>", "bow")
    assert said == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;mark&gt;<mark>bow</mark>&lt;/mark&gt;"


def test_of_a_long_text_the_lines_with_most_of_the_words_are_shown():
    text = "bow " + "and so on " * 100 + "the bow arm is heavy " + "and so on " * 100
    found = parts(text, ("bow", "arm"))
    assert found[1::2] == ["bow", "arm"]
    assert found[0].startswith("…")
    assert found[-1].endswith("…")
    assert len("".join(found)) <= WIDTH + 2


def test_a_text_without_any_of_them_shows_its_beginning():
    assert parts("Long ago", ("bow",)) == ["Long ago"]
    assert parts("", ("bow",)) == [""]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ("<p>A <strong>이것</strong>은 &lt;b&gt;</p><p>B</p>", ["A", "이것은", "<b>", "B"]),
        ('<img alt="a" src="/x.webp"><h2>Title</h2>', ["Title"]),
        ("<<<<", ["<<<<"]),
    ],
)
def test_words_of_a_post_are_read_without_its_elements(made, words):
    assert plain(made).split() == words
