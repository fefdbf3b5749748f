"""A thousand pieces of five thousand sessions, and ten thousand works: how quickly both are looked through.

    python -m benchmarks.repertoire --pieces 1000 --sessions 5000 --works 10000

A real PostgreSQL, asked as the web role, each time in a transaction of its own. Every session went into two pieces.
It is asked twice: while PostgreSQL takes this person for one with a handful of rows, as a plan made for others does,
and when it knows better.
"""

import argparse
from collections.abc import Callable
from uuid import UUID

import psycopg
from sqlalchemy import text
from sqlmodel import Session

from benchmarks.awards import timed
from benchmarks.jobs import database

PIECES = """
    INSERT INTO pieces (id, user_id, title, composer, status, instrument, created_at, updated_at)
    SELECT gen_random_uuid(), :who, 'Étude No. ' || n || ' in ' || chr(65 + n % 7) || ' minor',
           (ARRAY['Dvořák', 'Bach', 'Saint-Saëns', 'Kreutzer', ''])[1 + n % 5],
           (ARRAY['learning', 'polishing', 'performing', 'resting'])[1 + n % 4], 'violin', at, at
      FROM (SELECT n, now() - n * interval '1 hour' AS at FROM generate_series(1, :pieces) AS n) AS t
"""
SESSIONS = """
    INSERT INTO practice_sessions (id, user_id, started_at, ended_at, timezone, local_day, intervals, clock_s, played_s,
        instrument, focus, mode, note, source, client_updated_at, content_hash, created_at, updated_at)
    SELECT gen_random_uuid(), :who, at, at + interval '30 min', 'UTC', at::date,
        jsonb_build_array(jsonb_build_array(at, at + interval '30 min')), 1800, 1500, 'violin', ARRAY['tone'], 'normal',
        '', 'timer', at, decode('00', 'hex'), at, at
      FROM (SELECT date_trunc('day', now()) - n * interval '9 hours' AS at
              FROM generate_series(1, :sessions) AS n) AS t
"""
ITEMS = """
    INSERT INTO session_items (session_id, position, user_id, piece_id, seconds, repetitions)
    SELECT s.id, place, :who, p.id, 900, 5
      FROM (SELECT id, row_number() OVER () AS n FROM practice_sessions WHERE user_id = :who) AS s,
           generate_series(0, 1) AS place
      JOIN (SELECT id, row_number() OVER () AS n FROM pieces WHERE user_id = :who) AS p ON true
     WHERE p.n = 1 + (s.n * 7 + place * 331) % :pieces
"""
WORKS = """
    INSERT INTO works (id, title, composer, catalogue, instruments, folded)
    SELECT gen_random_uuid(), w.title || ' ' || n, w.composer, 'No. ' || n, w.instruments, w.folded || ' ' || n
      FROM (SELECT *, row_number() OVER () AS place, count(*) OVER () AS held FROM works) AS w,
           generate_series(1, 1 + :works / (SELECT count(*) FROM works)) AS n
     WHERE (n - 1) * held + place <= :works - held
"""


def seeded(sizes: dict[str, int]) -> UUID:
    """Make somebody who practised all that, and fill the catalogue."""
    from practice_app.database import system_transaction, transaction
    from practice_app.models import User
    from practice_app.services import progress

    user = User(display_name="Somebody")
    with system_transaction() as db:
        db.add(user)
        db.flush()
        for statement in (PIECES, SESSIONS, ITEMS, WORKS):
            db.execute(text(statement), {"who": user.id, **sizes})
    with transaction(user.id) as db:
        progress.ready(db, user.id)
    return user.id


def looked_at(owner: str) -> None:
    """Let PostgreSQL find out how many rows there are."""
    with psycopg.connect(owner, autocommit=True) as db:
        db.execute("ANALYZE")


def questions(who: UUID) -> dict[str, Callable[[Session], object]]:
    """What is asked: each way of listing pieces, and what strangers may type into the search of works."""
    from practice_app.services.pieces import listing, page, works
    from practice_app.services.pieces.listing import ORDERS, Sought

    def listed(**sought: object) -> Callable[[Session], object]:
        return lambda db: listing.listed(db, who, Sought(**sought), limit=50)  # type: ignore[arg-type]

    def second(db: Session) -> object:
        return listing.listed(db, who, limit=50, after=listing.listed(db, who, limit=50).next_cursor)

    def one(db: Session) -> object:
        found = listing.listed(db, who, limit=1).items[0]
        return page.opened(db, who, found.id, "UTC")

    typed = {"nothing": "", "b": "b", "bach": "bach", "dvorak sonata": "dvorak sonata", "no work": "qqqq"}
    typed |= {"eight words that every work has": "a e i o n r s t", "a hundred letters": "ab" * 50}
    return (
        {f"pieces by {order}": listed(order=order) for order in ORDERS}
        | {"pieces that hold 'dvorak minor'": listed(query="dvorak minor"), "no piece": listed(query="a e i o u x y z")}
        | {"the first fifty and the next": second, "the list and one piece's page": one}
        | {f"works: {name}": (lambda db, said=said: works.find(db, said)) for name, said in typed.items()}
    )


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=int, default=1000)
    parser.add_argument("--sessions", type=int, default=5000)
    parser.add_argument("--works", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=50)
    args = parser.parse_args()
    with database() as owner:
        who = seeded({"pieces": args.pieces, "sessions": args.sessions, "works": args.works})
        for known in (False, True):
            if known:
                looked_at(owner)
            print(f"\n| sizes {'known' if known else 'not known'} | by the clock, p50 | at work here | in PostgreSQL |")
            print("|---|---|---|---|")
            for name, ask in questions(who).items():
                p50, here, there = timed(who, ask, args.times)
                print(f"| {name} | {p50:.1f} ms | {here:.1f} | {there:.1f} |", flush=True)


if __name__ == "__main__":
    main()
