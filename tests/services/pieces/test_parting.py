"""A section becomes two, two become one, and nothing that was practised is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.errors import Invalid, NotFound
from practice_app.services import pieces
from practice_app.services.pieces import MergeDraft, PieceDraft, SectionDraft, SplitDraft, parting, sections, story
from tests.services.people import person, session

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def asked(user_id, verb, *args):
    with transaction(user_id) as db:
        return verb(db, user_id, *args)


@pytest.fixture
def gavotte(ann):
    return asked(ann, pieces.add_piece, PieceDraft(title="Gavotte"))[0].id


def passage(ann, piece_id, title="Trio", first=1, last=16, **tempi):
    draft = SectionDraft(title=title, bar_start=first, bar_end=last, **tempi)
    return asked(ann, sections.add, piece_id, draft)[0].id


def drilled(ann, piece_id, section_id, times, days_ago=0):
    item = {"piece_id": piece_id, "section_id": section_id, "seconds": 60, "repetitions": times}
    return session(ann, NOON - timedelta(days=days_ago), items=[item])


def times(ann, piece_id):
    return {key: sum(weeks) for key, weeks in asked(ann, story.story, piece_id, "UTC").drilled.items()}


def shown(ann, piece_id):
    return [(row.title, row.bar_start, row.bar_end) for row in asked(ann, sections.of_piece, piece_id)]


def test_a_section_is_parted_at_a_bar_and_what_was_practised_stays_with_the_first_part(ann, gavotte):
    trio = passage(ann, gavotte, current_bpm=50, target_bpm=66)
    drilled(ann, gavotte, trio, 5)
    first, second = asked(ann, parting.split, gavotte, trio, SplitDraft(bar=9))
    assert shown(ann, gavotte) == [("Trio", 1, 8), ("Trio 2", 9, 16)]
    assert (first.id, second.current_bpm, second.target_bpm) == (trio, 50, 66)
    assert times(ann, gavotte) == {trio: 5}
    asked(ann, parting.split, gavotte, second.id, SplitDraft(bar=12))
    assert shown(ann, gavotte)[-1] == ("Trio 3", 12, 16)


def test_a_name_that_says_its_bars_says_the_new_ones(ann, gavotte):
    whole = passage(ann, gavotte, title="Bars 1–16, loud")
    _, second = asked(ann, parting.split, gavotte, whole, SplitDraft(bar=9))
    assert shown(ann, gavotte) == [("Bars 1–8, loud", 1, 8), ("Bars 9–16, loud", 9, 16)]
    asked(ann, parting.merge, gavotte, whole, MergeDraft(other_id=second.id))
    assert shown(ann, gavotte) == [("Bars 1–16, loud", 1, 16)]
    asked(ann, parting.restore, gavotte, second.id)
    assert [title for title, *_ in shown(ann, gavotte)] == ["Bars 1–8, loud", "Bars 9–16, loud"]


def test_the_same_split_again_changes_nothing(ann, gavotte):
    from practice_app.ids import new_id

    trio, draft = passage(ann, gavotte), SplitDraft(bar=9, id=new_id())
    assert asked(ann, parting.split, gavotte, trio, draft) == asked(ann, parting.split, gavotte, trio, draft)
    assert len(shown(ann, gavotte)) == 2


@pytest.mark.parametrize("bar", [0, 1, 17])
def test_a_section_is_parted_only_within_its_bars(ann, gavotte, bar):
    trio = passage(ann, gavotte)
    with pytest.raises(Invalid):
        asked(ann, parting.split, gavotte, trio, SplitDraft(bar=bar))


def test_parts_become_the_section_again(ann, gavotte):
    trio = passage(ann, gavotte, current_bpm=50)
    before = asked(ann, sections.of_piece, gavotte)
    _, second = asked(ann, parting.split, gavotte, trio, SplitDraft(bar=9))
    drilled(ann, gavotte, second.id, 2)
    asked(ann, parting.merge, gavotte, trio, MergeDraft(other_id=second.id))
    (after,) = asked(ann, sections.of_piece, gavotte)
    assert (after.bar_start, after.bar_end, after.current_bpm) == (1, 16, 50)
    assert after.id == before[0].id
    assert times(ann, gavotte) == {trio: 2}


def test_two_become_one_with_all_that_was_practised_and_can_part_again(ann, gavotte):
    trio = passage(ann, gavotte, current_bpm=60, target_bpm=66)
    coda = passage(ann, gavotte, "Coda", 17, 24, current_bpm=48, target_bpm=72)
    drilled(ann, gavotte, trio, 5)
    drilled(ann, gavotte, coda, 3, days_ago=8)
    row = asked(ann, parting.merge, gavotte, trio, MergeDraft(other_id=coda))
    assert (row.title, row.bar_start, row.bar_end, row.current_bpm, row.target_bpm) == ("Trio", 1, 24, 48, 72)
    assert times(ann, gavotte) == {trio: 8}
    assert asked(ann, parting.merge, gavotte, trio, MergeDraft(other_id=coda)) == row

    drilled(ann, gavotte, trio, 1)
    asked(ann, parting.restore, gavotte, coda)
    assert shown(ann, gavotte) == [("Trio", 1, 16), ("Coda", 17, 24)]
    assert times(ann, gavotte) == {trio: 6, coda: 3}, "what came after stays where it was practised"


def test_a_section_that_was_deleted_comes_back(ann, gavotte):
    trio = passage(ann, gavotte)
    drilled(ann, gavotte, trio, 4)
    asked(ann, sections.delete, gavotte, trio)
    asked(ann, parting.restore, gavotte, trio)
    assert shown(ann, gavotte) == [("Trio", 1, 16)]
    assert times(ann, gavotte) == {trio: 4}


def test_a_section_takes_in_neither_itself_nor_one_of_another_piece(ann, gavotte):
    trio, other = passage(ann, gavotte), asked(ann, pieces.add_piece, PieceDraft(title="Gigue"))[0].id
    for wrong in (trio, passage(ann, other)):
        with pytest.raises(Invalid):
            asked(ann, parting.merge, gavotte, trio, MergeDraft(other_id=wrong))


def test_a_stranger_parts_and_merges_nothing(ann, gavotte):
    trio, coda, eve = passage(ann, gavotte), passage(ann, gavotte, "Coda", 17, 20), person("Eve")
    for verb, draft in ((parting.split, SplitDraft(bar=9)), (parting.merge, MergeDraft(other_id=coda))):
        with pytest.raises(NotFound):
            asked(eve, verb, gavotte, trio, draft)
    with pytest.raises(NotFound):
        asked(eve, parting.restore, gavotte, trio)
    mine = asked(eve, pieces.add_piece, PieceDraft(title="Mine"))[0].id
    with pytest.raises(Invalid):
        asked(eve, parting.merge, mine, passage(eve, mine), MergeDraft(other_id=trio))
    assert len(shown(ann, gavotte)) == 2
