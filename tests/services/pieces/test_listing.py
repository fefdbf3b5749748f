"""Looking for a piece among many."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.errors import Invalid
from practice_app.services import pieces
from practice_app.services.pieces import Sought, listing
from practice_app.services.pieces.repertoire import PieceDraft
from tests.services.people import heard, person, session, take

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def written_down(user_id, title, composer=""):
    with transaction(user_id) as db:
        return pieces.add_piece(db, user_id, PieceDraft(title=title, composer=composer))[0].id


def practised(user_id, piece_id, days_ago):
    session(user_id, NOON - timedelta(days=days_ago), items=[{"piece_id": piece_id, "seconds": 60}])


def titles(user_id, after=None, **asked):
    with transaction(user_id) as db:
        return [row.title for row in listing.listed(db, user_id, Sought(**asked), after=after).items]


def test_what_was_practised_last_stands_first_and_what_never_was_comes_last(ann):
    made = {title: written_down(ann, title) for title in ("Aria", "Bourrée", "Courante", "Double")}
    practised(ann, made["Aria"], 2)
    practised(ann, made["Courante"], 400)
    assert titles(ann) == ["Aria", "Courante", "Double", "Bourrée"]
    assert titles(ann, order="made") == ["Double", "Courante", "Bourrée", "Aria"]


@pytest.mark.parametrize("order", listing.ORDERS)
def test_pages_hold_every_piece_once(ann, order):
    made = [written_down(ann, f"Etude {n}") for n in range(7)]
    for n in (0, 3):
        practised(ann, made[n], n)
    got, cursor = [], None
    with transaction(ann) as db:
        while cursor is not None or not got:
            found = listing.listed(db, ann, Sought(order=order), limit=2, after=cursor)
            got += [row.title for row in found.items]
            cursor = found.next_cursor
            if cursor is None:
                break
    assert sorted(got) == [f"Etude {n}" for n in range(7)]
    assert got == titles(ann, order=order)


@pytest.mark.parametrize(
    "query",
    ["dvorak", "DVOŘÁK", "dvor\u030ca\u0301k", "largo dvo", "  dvo   lar  ", "ｌａｒｇｏ", "\x00largo"],
)
def test_capitals_accents_and_the_order_of_words_make_no_difference(ann, query):
    written_down(ann, "Largo", "Antonín Dvořák")
    written_down(ann, "Largo", "Handel")
    assert "Largo" in titles(ann, query=query)
    assert len(titles(ann, query=f"{query} dvorak")) == 1


def test_a_piece_of_any_script_is_found(ann):
    written_down(ann, "아리랑 변주곡")
    written_down(ann, "二泉映月", "華彥鈞")
    assert titles(ann, query="변주") == ["아리랑 변주곡"]
    assert titles(ann, query="映月 華") == ["二泉映月"]


@pytest.mark.parametrize("query", ["%", "_", "\\", "'", "100%"])
def test_no_letter_of_a_search_means_anything_but_itself(ann, query):
    written_down(ann, "Largo")
    assert titles(ann, query=query) == []
    written_down(ann, f"Study {query}")
    assert titles(ann, query=query) == [f"Study {query}"]


def test_a_search_is_bounded(ann):
    written_down(ann, "a")
    assert titles(ann, query="a " * 5000) == ["a"]


def test_a_cursor_of_somebody_elses_making_is_refused(ann):
    with pytest.raises(Invalid):
        titles(ann, after="nonsense")


def test_a_stranger_finds_nothing(ann):
    written_down(ann, "Largo")
    assert titles(person("Bob"), query="largo") == []


def test_pieces_stand_in_the_order_that_is_asked_for(ann):
    made = {
        title: written_down(ann, title, composer)
        for title, composer in (("Gigue", "Bach"), ("aria", ""), ("Bourrée", "bach"))
    }
    practised(ann, made["aria"], 3)
    for title, status in (("Gigue", "resting"), ("aria", "performing")):
        with transaction(ann) as db:
            pieces.change_piece(db, ann, made[title], pieces.PieceChanges(status=status, instrument="cello"))
    assert titles(ann, order="title") == ["aria", "Bourrée", "Gigue"]
    assert titles(ann, order="composer") == ["Bourrée", "Gigue", "aria"]
    assert titles(ann, order="status") == ["Bourrée", "aria", "Gigue"]
    assert titles(ann, order="most") == ["aria", "Bourrée", "Gigue"]
    assert titles(ann, status="resting") == ["Gigue"]
    assert titles(ann, instrument="cello", query="ari") == ["aria"]
    with transaction(ann) as db:
        assert listing.instruments(db, ann) == ["cello"]


def test_time_is_told_as_it_counts_and_by_the_clock(ann):
    gigue, other = written_down(ann, "Gigue"), written_down(ann, "Aria")
    items = [{"piece_id": gigue, "seconds": 900}, {"piece_id": other, "seconds": 300}]
    row = session(ann, NOON - timedelta(days=1), minutes=20, items=items)
    heard(row, ann, take(row, ann), 1200, 600)
    with transaction(ann) as db:
        told = pieces.piece(db, ann, gigue)
    assert (told.seconds, told.clock_s, told.sessions) == (450, 900, 1)
