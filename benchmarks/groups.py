"""A group's dashboard: how long it takes to add up what its members share.

    python -m benchmarks.groups --members 500

A real PostgreSQL, a year of daily practice for each member, two works on the list that all of them have in hand.
"""

import argparse
import gc
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
from sqlalchemy import text
from sqlmodel import Session

from benchmarks.awards import timed
from benchmarks.jobs import database

DAYS = """
    INSERT INTO practice_days (user_id, local_day, counted_s, clock_s, played_s, heard_clock_s, sessions, corrected,
        first_zone, last_zone, started_at, ended_at, parts)
    SELECT u.id, d::date, 1800 + n % 7 * 100, 2400, 1500, 2400, 1, 0, 'UTC', 'UTC', d, d,
           jsonb_build_object('instrument', jsonb_build_object('violin', jsonb_build_array(1800, 2400, 1)))
      FROM users u, generate_series(0, :days - 1) AS n, LATERAL (
           SELECT date_trunc('day', now()) - n * interval '1 day' AS d)
     WHERE u.display_name = 'Member'
"""
PIECES = """
    INSERT INTO pieces (id, user_id, title, composer, work_id, created_at, updated_at)
    SELECT gen_random_uuid(), u.id, w.title, w.composer, w.id, now(), now()
      FROM users u, (SELECT * FROM works ORDER BY id LIMIT 2) AS w WHERE u.display_name = 'Member'
"""
ITEMS = """
    INSERT INTO practice_day_items (user_id, local_day, position, piece_id, counted_s, clock_s, repetitions, sessions)
    SELECT d.user_id, d.local_day, p.n, p.id, 600, 800, 4, 1 FROM practice_days d
      JOIN (SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY id) AS n FROM pieces) AS p USING (user_id)
"""
IN = """
    INSERT INTO group_member (group_id, member_id, role, sharing, status, since)
    SELECT :group, id, 'member', 'statistics', 'active', now() FROM users WHERE display_name = 'Member'
"""


def seeded(members: int, days: int) -> tuple[UUID, UUID]:
    """Make a group of so many who practised that long; give who leads it, and the group."""
    from practice_app.database import system_transaction
    from practice_app.models import Group, GroupMember, User
    from practice_app.services.progress import rollups

    leader, group = User(display_name="Leader"), Group(name="Orchestra", max_members=members + 1)
    with system_transaction() as db:
        db.add_all([leader, group, *(User(display_name="Member") for _ in range(members))])
        db.flush()
        db.add(GroupMember(group_id=group.id, member_id=leader.id, role="owner", sharing="statistics"))
        db.execute(text("INSERT INTO rolled_up SELECT id, 1, now() FROM users"))
        for statement in (DAYS, PIECES, ITEMS, IN):
            db.execute(text(statement), {"group": group.id, "days": days})
        since = datetime.now(UTC).date() - timedelta(days=days)
        for who in db.scalars(text("SELECT id FROM users WHERE display_name = 'Member'")).all():
            rollups.make_months(db, who, [since + timedelta(days=n) for n in range(days + 1)])
    return leader.id, group.id


def report(leader: UUID, group: UUID, days: int, times: int) -> None:
    """Measure so many days up to today."""
    from practice_app.services.groups import dashboard, figures, members, page

    def added(db: Session, span: figures.Span) -> object:
        with figures.adding(db, span) as adding:
            return adding.practised(), adding.shares()

    gc.freeze()  # as a web process does
    until, weeks, length = datetime.now(UTC).date(), days < 365, timedelta(days=days - 1)
    span = figures.Span(group, until - length, until, weeks)
    parts: dict[str, Callable[[Session], object]] = {
        "by member and by week or month, works, instruments": lambda db: added(db, span),
        "members": lambda db: members.members(db, leader, group),
        "trend": lambda db: dashboard.trend(db, leader, group),
        "the page": lambda db: page.opened(db, leader, group, length, weeks=weeks),
        "each day of all and of each member": lambda db: dashboard.shown(db, leader, group, span.since, until),
    }
    for name, work in parts.items():
        p50, here, there = timed(leader, work, times)
        print(f"{days} days, {name}: p50 {p50:.1f} ms; CPU {here:.1f} + {there:.1f} ms in PostgreSQL")


def main() -> None:
    """Seed, then measure the page of four weeks, of twelve, and of a year."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=500)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--times", type=int, default=50)
    args = parser.parse_args()
    with database() as owner:
        began = time.perf_counter()
        leader, group = seeded(args.members, args.days)
        with psycopg.connect(owner, autocommit=True) as db:
            db.execute("VACUUM ANALYZE")  # as PostgreSQL does by itself before long
        print(f"seeded in {time.perf_counter() - began:.0f} s")
        for days in (28, 84, args.days):
            report(leader, group, days, args.times)


if __name__ == "__main__":
    main()
