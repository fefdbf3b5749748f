"""An import as a job: what was taken along comes in again, a worker that is killed is followed by one that goes on."""

import csv
import io
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.models import JobKind, PracticeSession
from practice_app.services import portability, practice
from practice_app.services.pieces import PieceDraft, add_piece, composers
from practice_app.services.portability import importing, sheet
from practice_app.services.shared import jobs
from practice_app.services.shared.limits import quotas
from tests.services.people import person, session
from workers import importing as worker


def work():
    from workers import tasks

    tasks.work(JobKind.IMPORT)


def begun(who, body):
    with transaction(who) as db:
        return portability.take(db, who, body.encode()).id


def shown(who, import_id):
    with transaction(who) as db:
        return portability.shown_import(db, who, import_id)


def journal(who):
    """What somebody's sessions say, without ids."""
    with transaction(who) as db:
        rows = [row for rows in [practice.sessions(db, who, limit=100).items] for row in rows]
    return [
        (r.started_at, r.clock_s, r.timezone, r.instrument, r.focus, r.mode, r.target_bpm, r.self_rating, r.note,
         [item.piece_title for item in r.items])
        for r in rows
    ]  # fmt: skip


def table_of(who):
    with transaction(who) as db:
        known = composers(db, who)
    return "".join(text for text, _ in sheet.written(who, known))


def test_what_one_took_along_is_the_same_with_somebody_else(ann):
    with transaction(ann) as db:
        pieces = [
            add_piece(db, ann, PieceDraft(title=title, composer=composer))[0].id
            for title, composer in [("=Sonata, No. 1", "Bach"), ("Étude; op. 2", ""), ("연습곡", "김")]
        ]
    start = datetime(2026, 3, 2, 12, 0, 7, tzinfo=UTC)
    for n, note in enumerate(["", "=1+1", "two\nlines", "'@x", '"quoted", and; more']):
        items = [{"piece_id": piece, "seconds": 60} for piece in pieces[: n % 4]]
        focus = [["tone"], ["a, b"], ["scales", "my; own"], [], ["=x"]][n]
        more = {"target_bpm": 96.5, "self_rating": 4, "mode": "slow", "timezone": "Asia/Seoul"} if n % 2 else {}
        session(ann, start + timedelta(days=n), 31.5, note=note, instrument="violin", items=items, focus=focus, **more)
    bob = person("Bob", "America/New_York")
    table = table_of(ann)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in csv.reader(io.StringIO(table)) for cell in row)
    brought = begun(bob, table)
    work()
    assert (shown(bob, brought).imported, shown(bob, brought).errors) == (5, [])
    assert journal(bob) == journal(ann)
    with transaction(bob) as db:
        assert sorted(composers(db, bob).values()) == ["Bach", "김"]
    again = begun(bob, table)
    work()
    assert (shown(bob, again).imported, shown(bob, again).skipped) == (0, 5)


def rows(n):
    return "date,minutes\n" + "".join(f"{2020 + i // 300}-{i // 25 % 12 + 1:02}-{i % 25 + 1:02},30\n" for i in range(n))


def test_a_worker_that_is_killed_is_followed_by_one_that_goes_on_where_it_was(ann, monkeypatch):
    brought = begun(ann, rows(250))
    take_some, calls = importing.take_some, []

    def dies(claim, some):
        if len(calls) == 1:
            raise MemoryError
        calls.append(len(some))
        take_some(claim, some)

    with monkeypatch.context() as killed:
        killed.setattr(worker.importing, "take_some", dies)
        work()
    assert (shown(ann, brought).status, shown(ann, brought).imported) == ("queued", 100)
    work()
    done = shown(ann, brought)
    assert (done.status, done.rows, done.imported, done.skipped) == ("done", 250, 250, 0)


def test_where_there_is_no_room_for_more_it_ends_and_says_so(ann, monkeypatch):
    monkeypatch.setitem(quotas.MOST_THINGS, PracticeSession, 120)
    brought = begun(ann, rows(250))
    work()
    found = shown(ann, brought)
    assert (found.status, found.imported) == ("failed", 100)
    assert "120" in found.errors[0].filled_with["most"]


def test_a_job_that_went_wrong_too_often_is_given_up(ann, monkeypatch):
    brought = begun(ann, rows(3))
    with monkeypatch.context() as broken:
        broken.setattr(worker.importing, "begin", lambda _: 1 / 0)
        for _ in range(jobs.KINDS[JobKind.IMPORT].most_attempts):
            work()
    assert shown(ann, brought).status == "failed"
    with system_transaction() as db:
        assert db.execute(text("SELECT source FROM imports")).scalars().all() == [None]


def test_what_was_tried_out_and_left_goes_after_a_day(ann):
    with transaction(ann) as db:
        portability.try_out(db, ann, rows(3).encode())
    portability.sweep()
    with system_transaction() as db:
        assert db.execute(text("SELECT count(*) FROM imports")).scalar() == 1
        db.execute(text("UPDATE imports SET updated_at = now() - interval '25 hours'"))
    portability.sweep()
    with system_transaction() as db:
        assert db.execute(text("SELECT count(*) FROM imports")).scalar() == 0
