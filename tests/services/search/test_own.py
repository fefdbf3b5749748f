"""Looking through one's own sessions, pieces and notes."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.services import pieces, search
from practice_app.services.pieces import PieceDraft, TagDraft
from practice_app.services.practice import delete as delete_session
from tests.services.people import person, session

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


@pytest.fixture
def bob(clean_database):
    return person("Bob")


def piece(who, title, composer="", **more):
    with transaction(who) as db:
        return pieces.add_piece(db, who, PieceDraft(title=title, composer=composer, **more))[0].id


def asked(who, query, **more):
    with transaction(who) as db:
        return search.everything(db, who, query, **more)


def found(who, query):
    return [(row.kind, row.title or row.said) for row in asked(who, query).items]


@pytest.mark.parametrize("query", ["dvorak", "DVOŘÁK conc", "협주곡", "Dworak", "cello"])
def test_a_piece_is_found_by_title_composer_instrument_and_in_other_spellings(ann, query):
    piece(ann, "Concerto 협주곡", "Dvořák", instrument="cello")
    piece(ann, "Étude", "Kreutzer")
    assert found(ann, query) == [("piece", "Concerto 협주곡")]


def test_a_piece_is_found_by_what_was_noted_beside_it_which_is_shown_marked(ann):
    piece(ann, "Étude", notes="Second finger low in bar 12")
    (row,) = asked(ann, "finger").items
    assert row.hit == ["Second ", "finger", " low in bar 12"]


def test_a_session_is_found_by_its_note_its_pieces_its_tags_and_its_instrument(ann):
    aria = piece(ann, "Aria", "Bach")
    with transaction(ann) as db:
        tag = pieces.add_tag(db, ann, TagDraft(name="lampenfieber"))[0].id
    made = session(
        ann,
        NOON,
        instrument="violin",
        focus=["intonation"],
        note="換把 was late",
        items=[{"piece_id": aria, "seconds": 60}],
        tag_ids=[tag],
    )
    for query in ("late", "换把", "換", "lampen", "violin", "바이올린", "intonation", "bach late"):
        rows = [row for row in asked(ann, query).items if row.kind == "session"]
        assert [row.id for row in rows] == [made.id], query
    assert rows[0].title == "Aria"


def test_sessions_stand_from_the_newest_on(ann):
    for days in (3, 1, 2):
        session(ann, NOON - timedelta(days=days), note=f"slow {days}")
    assert ["".join(row.hit) for row in asked(ann, "slow").items] == ["slow 1", "slow 2", "slow 3"]


def test_a_misspelt_word_is_put_right_and_there_is_a_way_back(ann):
    piece(ann, "Collé exercises")
    answer = asked(ann, "kolle")
    assert [row.title for row in answer.items] == ["Collé exercises"]
    assert answer.shown_for == "colle"
    assert asked(ann, "kolle", as_typed=True).items == []
    assert asked(ann, "colle").shown_for is None


def test_what_is_deleted_is_not_found_nor_does_it_teach_spelling(ann):
    gone = piece(ann, "Collé exercises")
    with transaction(ann) as db:
        pieces.delete_piece(db, ann, gone)
    row = session(ann, NOON, note="spiccato")
    with transaction(ann) as db:
        delete_session(db, ann, row.id)
    for query in ("colle", "kolle", "spiccato"):
        assert asked(ann, query) == search.Answer([])


def test_a_stranger_finds_nothing_of_anothers(ann, bob):
    piece(ann, "Collé exercises", notes="secret")
    session(ann, NOON, note="secret", instrument="violin")
    for query in ("colle", "kolle", "secret", "violin", "c", "바"):
        assert asked(bob, query) == search.Answer([])


@pytest.mark.parametrize("query", ["", "  ", "%", "' & | !", "\\", "\x00", "a" * 1000, "( [ *", "換" * 200, "ㄱ"])
def test_whatever_is_typed_there_is_an_answer(ann, query):
    piece(ann, "Étude [換]")
    assert asked(ann, query).items == []
