"""A session's form: what it begins with is what is stored, and what nobody touched stays as it was."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from practice_app.database import transaction
from practice_app.errors import NotFound
from practice_app.ids import new_id
from practice_app.services import pieces, practice
from practice_app.services.pieces import sections, tags
from practice_app.services.pieces.repertoire import PieceDraft
from practice_app.services.pieces.sections import SectionDraft
from practice_app.services.pieces.tags import TagDraft
from practice_app.services.practice import session_form
from practice_app.services.practice.session_form import SessionTold
from practice_app.services.shared.fields import checked
from tests.conftest import DbUrls
from tests.services.people import person, session

START = datetime(2026, 2, 14, 9, tzinfo=UTC)


@pytest.fixture
def ann(clean_database: DbUrls):
    return person("Ann", "Asia/Seoul")


def save(who, row, **told):
    with transaction(who) as db:
        return session_form.save(db, who, row.id, checked(SessionTold, told))


def as_shown(row) -> list[dict]:
    """What the form would tell if nobody touched it."""
    return [vars(work) for work in session_form.works(row)]


def test_what_nobody_touched_stays_to_the_second(ann):
    with transaction(ann) as db:
        piece, _ = pieces.add_piece(db, ann, PieceDraft(title="Gavotte"))
        trio, _ = sections.add(db, ann, piece.id, SectionDraft(title="Trio"))
        coda, _ = sections.add(db, ann, piece.id, SectionDraft(title="Coda"))
        other, _ = pieces.add_piece(db, ann, PieceDraft(title="Bourrée"))
    items = [
        {"piece_id": piece.id, "section_id": trio.id, "seconds": 671, "repetitions": 7},
        {"piece_id": other.id, "seconds": 529, "repetitions": 1},
        {"piece_id": piece.id, "section_id": coda.id, "seconds": 0, "repetitions": 4},
        {"seconds": 30, "repetitions": 0},
    ]
    row = session(ann, START, 20, items=items)
    assert [(w["piece_title"], w["minutes"]) for w in as_shown(row)] == [("Gavotte", 11), ("Bourrée", 9)]
    again = save(ann, row, works=as_shown(row), note="better")
    assert (again.items, again.note) == (row.items, "better")


def test_time_that_the_pieces_shared_is_shared_again_when_the_session_is_another_length(ann):
    row = session(ann, START, 20)
    two = save(ann, row, works=[{"piece_title": "Gavotte"}, {"piece_title": "Bourrée"}])
    assert [item.seconds for item in two.items] == [600, 600]
    assert [w["minutes"] for w in as_shown(two)] == [None, None]
    longer = save(ann, two, works=as_shown(two), ended_at=START + timedelta(minutes=30))
    assert [item.seconds for item in longer.items] == [900, 900]


def test_minutes_that_were_said_are_those_of_their_piece(ann):
    row = session(ann, START, 20)
    told = save(ann, row, works=[{"piece_title": "Gavotte", "minutes": 15}, {"piece_title": "Bourrée"}])
    assert [item.seconds for item in told.items] == [900, 300]


def test_a_piece_that_is_known_is_meant_however_it_is_written(ann):
    with transaction(ann) as db:
        piece, _ = pieces.add_piece(db, ann, PieceDraft(title="Bourrée"))
    row = save(ann, session(ann, START, 20), works=[{"piece_title": " BOURRE\u0301E "}])
    assert row.items[0].piece_id == piece.id


def test_a_piece_that_was_taken_off_the_list_stays_on_its_session(ann):
    row = save(ann, session(ann, START, 20), works=[{"piece_title": "Gavotte"}])
    with transaction(ann) as db:
        pieces.delete_piece(db, ann, row.items[0].piece_id)
    again = save(ann, row, works=as_shown(row), note="better")
    assert again.items == row.items


def test_another_section_begins_its_count_anew(ann):
    row = session(ann, START, 20)
    row = save(ann, row, works=[{"piece_title": "Gavotte", "section_title": "Trio"}])
    row = save(ann, row, works=[{**as_shown(row)[0], "section_title": "Coda"}])
    assert (row.items[0].section_title, row.items[0].repetitions) == ("Coda", 1)


def test_a_tag_is_known_by_its_id_or_its_name_or_is_made(ann):
    with transaction(ann) as db:
        warm, _ = tags.add(db, ann, TagDraft(name="Warm-up"))
    fresh = new_id()
    told = [{"id": uuid4(), "name": "warm-up"}, {"id": warm.id, "name": "Warm-up"}, {"id": fresh, "name": "Lesson"}]
    row = save(ann, session(ann, START, 20), tags=told)
    assert row.tag_ids == sorted([warm.id, fresh])
    with transaction(ann) as db:
        assert [tag.name for tag in tags.own(db, ann)] == ["Lesson", "Warm-up"]


def test_a_stranger_changes_nothing_and_borrows_no_name(ann):
    bob = person("Bob")
    row = session(ann, START, 20)
    mine = save(ann, row, works=[{"piece_title": "Gavotte"}], tags=[{"id": new_id(), "name": "Lesson"}])
    with pytest.raises(NotFound):
        save(bob, row, note="mine", works=[{"piece_title": "Gavotte"}])
    with pytest.raises(NotFound):
        save(bob, session(bob, START, 5), tags=[{"id": mine.tag_ids[0], "name": "Stolen"}])
    his = save(bob, session(bob, START + timedelta(hours=1), 5), works=[{"piece_title": "Gavotte", "place": 0}])
    assert his.items[0].piece_id != mine.items[0].piece_id


def test_words_in_any_language_become_keys(ann):
    row = save(ann, session(ann, START, 20), instrument="바이올린", focus=["음정", "Intonation", "활 쓰기"])
    assert (row.instrument, row.focus) == ("violin", ["intonation", "활 쓰기"])


def test_a_failed_save_leaves_no_new_names_behind(ann):
    row = session(ann, START, 20)
    with pytest.raises(Exception, match="end before"):
        save(ann, row, works=[{"piece_title": "Gavotte"}], ended_at=START - timedelta(minutes=1))
    with transaction(ann) as db:
        assert pieces.pieces(db, ann).items == []
        assert practice.show(db, ann, row.id).items == []
