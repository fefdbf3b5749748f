"""`make demo`: a believable year that can be made again without making it twice."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from unicodedata import name

import pytest
from sqlmodel import col, select

from practice_app.database import system_transaction, transaction
from practice_app.demo import ANN, PASSWORD, seed_demo
from practice_app.demo.board import BOARD, THURSDAY
from practice_app.demo.people import CLASS, EVERYONE, STUDY, TEACHER, Player
from practice_app.demo.practised import heard, named, piece_id, practised, section_id
from practice_app.demo.stand import engraving
from practice_app.demo.takes import melody
from practice_app.demo.takes.keeping import takes
from practice_app.models import ForumComment, Job, JobKind
from practice_app.services import (
    accounts,
    advice,
    analysis,
    awards,
    forum,
    notifications,
    pieces,
    practice,
    progress,
    sharing,
)
from practice_app.services.accounts import passwords
from practice_app.services.advice.picture import Figure, Item, Passage, Picture, Sitting, Work
from practice_app.services.advice.rules import RULES
from practice_app.services.forum import Sought
from practice_app.services.groups import dashboard, repertoire
from practice_app.services.groups import listing as listed_groups
from practice_app.services.progress import fitting
from practice_app.services.shared import storage
from practice_app.services.teaching import connections, feedback
from practice_app.services.teaching.homework import listing as homework
from practice_app.services.teaching.students import listing

DAYS = [datetime(2026, month, day, 23, tzinfo=UTC) for month, day in ((1, 7), (4, 3), (7, 19), (11, 29))]


@pytest.fixture
def fresh_s3(clean_database):
    storage.client.cache_clear()
    yield
    storage.client.cache_clear()


def test_a_month_of_ann_can_be_seen_and_heard_and_made_again(fresh_s3):
    seeded = seed_demo((ANN,), days=30)
    with transaction(seeded.ann) as db:
        whole = _everything(db, seeded.ann)
    assert seeded == seed_demo((ANN,), days=30)
    with transaction(seeded.ann) as db:
        assert _everything(db, seeded.ann) == whole, "again adds nothing"
        assert accounts.itself(db, seeded.ann).display_name == "Ann Keller"
        sessions = practice.sessions(db, seeded.ann, limit=100).items
        streak = progress.streak(db, seeded.ann, progress.here(db, seeded.ann, ANN.timezone))
        study = pieces.piece(db, seeded.ann, piece_id(ANN, STUDY))
        first, later = (analysis.of_session(db, seeded.ann, one.session_id) for one in takes(ANN))
        found = advice.look(db, seeded.ann)
        worn = awards.worn(db, seeded.ann)
    assert len(sessions) == seeded.sessions + 2, "and the takes that she kept"
    assert streak.current >= 5
    assert (study.instrument, study.status, study.sheet.mime_type) == ("violin", "polishing", "image/jpeg")
    assert first.status == later.status == "ready"
    assert _figure(later, "tempo_stability_pct") < _figure(first, "tempo_stability_pct") / 2
    assert _figure(later, "intonation_spread_cents") < _figure(first, "intonation_spread_cents") / 2
    assert len(found.chosen) == 3
    assert [one.metric for one in found.effects] == ["tempo_stability_pct"], "and what became of earlier advice"
    assert worn is not None
    with system_transaction() as db:
        assert db.exec(select(Job.kind).where(col(Job.kind) == JobKind.COMPARISON)).all(), "the takes are compared"

    seed_demo((ANN, TEACHER), days=30)
    with transaction(seeded.ann) as db:
        given = homework.listed(db, seeded.ann).items
        said = feedback.of_recording(db, seeded.ann, takes(ANN)[0].recording_id)
    assert sorted(one.status for one in given) == ["done", "new"], "what her teacher gave her"
    assert sorted((one.at_s, len(one.replies)) for one in said) == [(1.5, 0), (6.0, 1)]


def test_the_class_is_the_teachers_and_comes_every_week(fresh_s3):
    pupil = CLASS[3]
    seed_demo((TEACHER, pupil), days=10)
    with system_transaction() as db:
        helena = accounts.find(db, TEACHER.email).id
    with transaction(helena) as db:
        (one,) = listing.students(db, helena)
        unread = notifications.unread(db, helena)
    assert (one.counted.display_name, unread) == (pupil.name, 0)
    assert one.next_class_at > datetime.now(UTC)
    with transaction(helena) as db:
        connections.end(db, helena, one.counted.id)
    seed_demo((TEACHER, pupil), days=10)
    with transaction(helena) as db:
        assert listing.students(db, helena) == [], "whoever ended it finds it ended"


def test_the_board_is_lived_in_for_months_in_three_languages_and_the_class_has_one_of_its_own(fresh_s3):
    seeded = seed_demo(days=2)
    posts = _board(seeded.ann)
    keys = {named("board", one.key): one for one in (*BOARD, *THURSDAY)}
    assert len(posts) == len(BOARD)
    assert sum(bool(forum.moments_in(one.body_md)) for one in posts) == 1, "and one shows her practice"
    assert {one.id for one in posts} <= set(keys)
    assert {_script(one.title) for one in posts} == {"Latin", "Korean", "Chinese"}
    assert max(one.published_at for one in posts) - min(one.published_at for one in posts) > timedelta(days=80)
    assert all(one.score == sum(1 for _ in keys[one.id].up) and one.views for one in posts)
    assert sum(one.accepted_comment_id is not None for one in posts) >= 8
    assert all((one.work_id is not None) == bool(keys[one.id].work) for one in posts), "the catalogue knows each work"
    assert sum("```abc" in one.body_md for one in posts) == 2
    with transaction(seeded.ann) as db:
        (group,) = listed_groups.mine(db)
        inside = forum.listed(db, seeded.ann, Sought(group_id=group.id)).items
        works = repertoire.listed(db, seeded.ann, group.id)
    assert len(inside) == len(THURSDAY)
    assert [one.due_on for one in works] == [works[0].due_on] * 3, "what the concert is made of"
    with system_transaction() as db:
        assert db.exec(select(ForumComment.id).where(col(ForumComment.created_at) > datetime.now(UTC))).all() == []
    seed_demo(days=2)
    assert _board(seeded.ann) == posts, "again adds nothing"


def test_some_of_the_class_have_what_the_group_plays_in_hand_and_some_not_yet(fresh_s3):
    seed_demo((TEACHER, *(one for one in CLASS if one.instrument == "violin")), days=28)
    with system_transaction() as db:
        helena = accounts.find(db, TEACHER.email).id
    with transaction(helena) as db:
        (group,) = listed_groups.mine(db)
        wanted = {one.work_id for one in repertoire.listed(db, helena, group.id)}
        found = dashboard.drawn(db, helena, group.id, timedelta(days=27), weeks=True)
    opened = {one.work_id: len(one.members) for one in found.by_piece if one.work_id in wanted}
    telling = sum(one.shares in ("statistics", "sessions") for one in found.members)
    assert set(opened) == wanted
    assert all(0 < had < telling for had in opened.values())
    assert any(had > 1 for had in opened.values())


def _board(who):
    with transaction(who) as db:
        return forum.listed(db, who, Sought(), limit=100).items


def _script(title):
    names = {name(letter, "").split()[0] for letter in title}
    return "Korean" if "HANGUL" in names else "Chinese" if "CJK" in names else "Latin"


def _everything(db, who):
    """How much there is of each kind."""
    return {
        "sessions": len(practice.sessions(db, who, limit=200).items),
        "pieces": len(pieces.pieces(db, who).items),
        "tags": len(pieces.own_tags(db, who)),
        "goals": [(one.instrument, one.rest_days) for one in progress.own_goals(db, who)],
        "challenges": len(awards.challenges(db, who)),
        "links": sorted(one.kind for one in sharing.listed(db, who, "")),
    }


def _figure(told, key):
    return next(metric["value"] for metric in told.metrics if metric["key"] == key)


def test_what_somebody_changed_or_took_away_stays_as_they_left_it(fresh_s3):
    player = CLASS[3]
    seeded = seed_demo((player,), days=10)
    first, second = (piece_id(player, work) for work in player.works[:2])
    with transaction(seeded.ann) as db:
        session = practice.sessions(db, seeded.ann).items[0]
        practice.delete(db, seeded.ann, session.id)
        pieces.delete_piece(db, seeded.ann, first)
        pieces.change_piece(db, seeded.ann, second, pieces.PieceChanges(instrument="viola"))
    seed_demo((player,), days=10)
    with transaction(seeded.ann) as db:
        assert session.id not in {one.id for one in practice.sessions(db, seeded.ann, limit=100).items}
        there = {one.id: one.instrument for one in pieces.pieces(db, seeded.ann).items}
        assert (first in there, there[second]) == (False, "viola")
    with system_transaction() as db:
        kept = accounts.find(db, player.email)
    assert kept.display_name == player.name
    assert passwords.check(PASSWORD, kept.password_hash).right


def test_a_year_is_the_same_whenever_it_is_asked():
    once = practised(ANN, DAYS[0].date(), DAYS[0])
    assert once == practised(ANN, DAYS[0].date(), DAYS[0])
    assert 400 < len(once) < 650
    assert len({session.id for session in once}) == len(once)
    assert all(session.id.version == 7 for session in once)
    ends = [(a.draft.ended_at, b.draft.started_at) for a, b in pairwise(once)]
    assert all(ended <= began for ended, began in ends), "nobody plays two things at once"


def test_what_was_heard_fits_what_the_clock_says():
    for player in EVERYONE:
        for session in practised(player, DAYS[1].date(), DAYS[1])[-5:]:
            told = heard.analysis(session)
            assert 0 < told["played_s"] < told["clock_s"] == session.draft.clock_s
            assert told["spans"][-1]["end_s"] == pytest.approx(told["clock_s"])
            assert all(m["value"] is not None or m["reason"] for m in told["metrics"])


@pytest.mark.parametrize("today", DAYS, ids=lambda day: f"{day:%b}")
def test_on_any_day_her_last_weeks_have_something_to_advise(today):
    seen = _picture(ANN, today)
    spoken = {rule.kind for rule in RULES if list(rule.speaks(seen))}
    assert {"unsteady_passage", "tempo_step", "interleave", "intonation"} <= spoken


def test_over_a_year_loud_and_soft_part_the_tempo_rises_and_notes_come_nearer():
    year = [one for one in practised(ANN, DAYS[3].date(), DAYS[3]) if one.heard][::4]
    assert _trend(year, "dynamic_range_db") == _trend(year, "tempo_bpm") == "rising"
    assert _trend(year, "intonation_spread_cents") == "falling"


def _trend(sessions, key):
    told = [(one.draft.started_at.toordinal(), _sure(one)[key].value) for one in sessions if key in _sure(one)]
    days, values = zip(*told, strict=True)
    return fitting.fit(list(days), list(values), [1.0] * len(days)).says


def _sure(session):
    """The figures that are told of a session."""
    told = heard.analysis(session)["metrics"]
    return {one["key"]: Figure(one["value"], one["confidence"]) for one in told if one["value"] is not None}


def _picture(player: Player, today):
    """Her last four weeks as the rules see them."""
    lately = [one for one in practised(player, today.date(), today) if (today - one.draft.started_at).days < 27]
    return Picture(
        today.date(), tuple(map(_sitting, lately)), {piece_id(player, w): _work(player, w) for w in player.works}
    )


def _sitting(session):
    draft = session.draft
    items = tuple(Item(i.piece_id, i.section_id, i.seconds, i.repetitions) for i in draft.items)
    told = {"instrument": draft.instrument, "mode": draft.mode, "self_rating": draft.self_rating, "items": items}
    figures = _sure(session) if session.heard else {}
    return Sitting(session.id, draft.started_at.date(), draft.clock_s, figures=figures, **told)


def _work(player, work):
    passages = tuple(
        Passage(section_id(player, work, one.title), one.title, one.first, one.last, one.now_bpm, one.target_bpm)
        for one in work.passages
    )
    return Work(piece_id(player, work), work.title, work.target_bpm, work.status, None, passages)


def test_the_study_fills_its_bars_and_is_drawn_note_by_note():
    notes = melody.notes()
    assert sum(note.beats for note in notes) == melody.BARS * melody.BEATS
    sounding = [note for note in notes if note.midi is not None]
    assert engraving.svg().count("<ellipse") == len(sounding)
    assert {note.midi for note in sounding} <= {61, 62, 64, 66, 67, 69, 71, 73, 74}, "of D major alone"
