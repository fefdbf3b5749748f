"""Advice as it is asked for: read from the database, remembered, waved away; a stranger has none of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from practice_app.database import transaction
from practice_app.errors import NotFound
from practice_app.models import Advice
from practice_app.services import advice, pieces
from practice_app.services.advice.reading import picture
from practice_app.services.pieces import PieceDraft, SectionDraft
from tests.services.people import heard, metric, person, session, take

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


def asked(who, verb, *args):
    with transaction(who) as db:
        return verb(db, who, *args)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


@pytest.fixture
def trio(ann):
    """A passage of hers that sways in four sessions."""
    piece = asked(ann, pieces.add_piece, PieceDraft(title="Gavotte"))[0].id
    draft = SectionDraft(title="Trio", bar_start=17, bar_end=24)
    section = asked(ann, pieces.add_section, piece, draft)[0].id
    for ago in (1, 3, 5, 7):
        swaying(ann, ago, piece, section)
    return piece, section


def swaying(who, ago, piece, section, sway=9.0):
    items = [{"piece_id": piece, "section_id": section, "seconds": 600, "repetitions": 3}]
    row = session(who, NOON - timedelta(days=ago), 10, items=items, instrument="violin")
    part = {"start_s": 30.0, "end_s": 50.0}
    metrics = [metric("tempo_stability_pct", sway, evidence=[part]), metric("tempo_bpm", 86.0, evidence=[part])]
    rounds = [{"start_s": at, "end_s": at + 10, "bpm": None, "pace": 1.0} for at in (20.0, 32.0, 45.0)]
    drill = {"start_s": 20.0, "end_s": 60.0, "confidence": 0.7, "rounds": rounds}
    kept = take(row, who, keep=True, duration_s=600.0, offset_s=5.0)
    heard(row, who, kept, 600, 500, metrics=metrics, repeats=[drill])
    return row


def test_a_recommendation_says_what_why_and_where_to_hear_it(ann, trio):
    (one,) = asked(ann, advice.recommendations, "en")
    assert (one.kind, one.piece_id, one.section_id, one.bpm) == ("unsteady_passage", *trio, 60)
    assert one.says == "Gavotte, Trio, bars 17–24: The beat sways by 9 %. Three times at 60 bpm."
    assert one.why.startswith("Slower where it sways: In 4 sessions")
    assert "9 %" in one.why
    assert (one.evidence[0].start_s, one.evidence[0].end_s) == (35.0, 55.0), "on the session's clock"


def test_it_is_told_in_the_readers_language(ann, trio):
    for language in ("ko", "zh-Hant"):
        (one,) = asked(ann, advice.recommendations, language)
        assert "sways" not in one.says + one.why
        assert "Gavotte" in one.says


def test_a_dismissal_holds_and_can_be_taken_back(ann, trio):
    (one,) = asked(ann, advice.recommendations, "en")
    for _ in range(2):
        asked(ann, advice.dismiss, one.id)
    assert asked(ann, advice.recommendations, "en") == []
    asked(ann, advice.take_back, one.id)
    assert [again.id for again in asked(ann, advice.recommendations, "en")] == [one.id]


def test_what_is_shown_again_and_again_is_given_once(ann, trio):
    for _ in range(3):
        asked(ann, advice.look)
    with transaction(ann) as db:
        (row,) = db.exec(select(Advice))
    assert (row.kind, row.metric, row.baseline) == ("unsteady_passage", "tempo_stability_pct", 9.0)


def test_a_piece_tells_of_itself_alone(ann, trio):
    other = asked(ann, pieces.add_piece, PieceDraft(title="Scales"))[0].id
    assert [one.rule.kind for one in asked(ann, advice.look, trio[0]).chosen] == ["unsteady_passage"]
    assert asked(ann, advice.look, other).chosen == []


def test_what_was_advised_two_weeks_ago_shows_what_became_of_it(ann, trio):
    (one,) = asked(ann, advice.recommendations, "en")
    with transaction(ann) as db:
        row = db.get_one(Advice, one.id)
        row.given_on, row.baseline = row.given_on - timedelta(days=14), 14.0
    (effect,) = asked(ann, advice.look).effects
    assert (effect.then, effect.now) == (14.0, 9.0)


def test_pieces_that_were_deleted_and_sessions_that_were_are_not_told_of(ann, trio):
    asked(ann, pieces.delete_piece, trio[0])
    assert asked(ann, advice.recommendations, "en") == []
    asked(ann, pieces.restore_piece, trio[0])
    assert asked(ann, advice.recommendations, "en")


def test_the_picture_has_what_was_kept_and_the_stretches_between_pauses(ann):
    at = NOON - timedelta(days=1)
    two = [{"started_at": at, "ended_at": at + timedelta(minutes=10)}]
    two += [{"started_at": at + timedelta(minutes=20), "ended_at": at + timedelta(minutes=30)}]
    row = session(ann, at, 30, intervals=two)
    take(row, ann, keep=True, duration_s=60.0, offset_s=5.0)
    by_hand = session(ann, NOON - timedelta(days=2), 90, source="manual")
    found = asked(ann, picture, NOON.date())
    assert [one.stretches for one in found.sittings] == [(), ((0.0, 600.0), (600.0, 1200.0))]
    assert [one.kept for one in found.sittings] == [(), ((5.0, 65.0),)]
    assert found.sittings[0].id == by_hand.id


def test_a_stranger_is_told_nothing_and_waves_nothing_away(ann, trio):
    (one,) = asked(ann, advice.recommendations, "en")
    eve = person("Eve")
    assert asked(eve, advice.recommendations, "en") == []
    assert asked(eve, advice.look, trio[0]).chosen == []
    for verb in (advice.dismiss, advice.take_back):
        with pytest.raises(NotFound):
            asked(eve, verb, one.id)
    assert len(asked(ann, advice.recommendations, "en")) == 1
