"""What days add up to by month, for what many people are told of many: made of the days that are there."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

DOUBLES = postgresql.ARRAY(postgresql.DOUBLE_PRECISION())
INTEGERS = postgresql.ARRAY(sa.Integer())

_FILL_MONTHS = """
    INSERT INTO practice_months (user_id, month, days, heard, counted_s, clock_s, played_s, sessions)
    SELECT user_id, month, bit_or(CASE WHEN here THEN 1 << n ELSE 0 END),
           bit_or(CASE WHEN sound THEN 1 << n ELSE 0 END),
           array_agg(counted_s ORDER BY n), array_agg(clock_s ORDER BY n), array_agg(played_s ORDER BY n),
           array_agg(sessions ORDER BY n)
      FROM (SELECT x.user_id, x.month, n, d.user_id IS NOT NULL AS here, d.played_s IS NOT NULL AS sound,
                   coalesce(sum(d.counted_s) OVER w, 0) AS counted_s, coalesce(sum(d.clock_s) OVER w, 0) AS clock_s,
                   coalesce(sum(d.played_s) OVER w, 0) AS played_s, coalesce(sum(d.sessions) OVER w, 0)::int AS sessions
              FROM (SELECT DISTINCT user_id, date_trunc('month', local_day)::date AS month FROM practice_days) AS x
             CROSS JOIN generate_series(0, 30) AS n
              LEFT JOIN practice_days d ON d.user_id = x.user_id AND d.local_day = x.month + n
                                       AND date_trunc('month', d.local_day) = x.month
            WINDOW w AS (PARTITION BY x.user_id, x.month ORDER BY n)) AS grown
     GROUP BY user_id, month
"""
_PLAYED = """
    SELECT d.user_id, d.local_day, told.key AS instrument, (told.value->>0)::float8 AS counted_s,
           (told.value->>2)::int AS sessions
      FROM practice_days d, jsonb_each(d.parts->'instrument') AS told
"""
_IN_HAND = """
    SELECT user_id, local_day, piece_id, sum(counted_s) AS counted_s, max(sessions) AS sessions
      FROM practice_day_items GROUP BY user_id, local_day, piece_id
"""


def _fill(table: str, key: str, days: str) -> str:
    return f"""
        WITH told AS MATERIALIZED (SELECT date_trunc('month', d.local_day)::date AS month, d.* FROM ({days}) AS d)
        INSERT INTO {table} (user_id, month, {key}, counted_s, sessions)
        SELECT user_id, month, {key}, array_agg(counted_s ORDER BY n), array_agg(sessions ORDER BY n)
          FROM (SELECT x.user_id, x.month, x.{key}, n, coalesce(sum(d.counted_s) OVER w, 0)::float8 AS counted_s,
                       coalesce(sum(d.sessions) OVER w, 0)::int AS sessions
                  FROM (SELECT DISTINCT user_id, month, {key} FROM told) AS x CROSS JOIN generate_series(0, 30) AS n
                  LEFT JOIN told d ON d.user_id = x.user_id AND d.month = x.month AND d.{key} = x.{key}
                                  AND d.local_day = x.month + n
                WINDOW w AS (PARTITION BY x.user_id, x.month, x.{key} ORDER BY n)) AS grown
         GROUP BY user_id, month, {key}
    """


def upgrade() -> None:
    _months()
    _instruments()
    _pieces()
    op.execute(_FILL_MONTHS)
    op.execute(_fill("practice_month_instruments", "instrument", _PLAYED))
    op.execute(_fill("practice_month_pieces", "piece_id", _IN_HAND))


def downgrade() -> None:
    for table in ("practice_month_pieces", "practice_month_instruments", "practice_months"):
        op.drop_table(table)


def _owner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE")


def _months() -> None:
    op.create_table(
        "practice_months",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("heard", sa.Integer(), nullable=False),
        sa.Column("counted_s", DOUBLES, nullable=False),
        sa.Column("clock_s", DOUBLES, nullable=False),
        sa.Column("played_s", DOUBLES, nullable=False),
        sa.Column("sessions", INTEGERS, nullable=False),
        _owner("practice_months"),
        sa.PrimaryKeyConstraint("user_id", "month", name=op.f("pk_practice_months")),
    )


def _instruments() -> None:
    op.create_table(
        "practice_month_instruments",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("counted_s", DOUBLES, nullable=False),
        sa.Column("sessions", INTEGERS, nullable=False),
        _owner("practice_month_instruments"),
        sa.PrimaryKeyConstraint("user_id", "month", "instrument", name=op.f("pk_practice_month_instruments")),
    )


def _pieces() -> None:
    op.create_table(
        "practice_month_pieces",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("piece_id", sa.Uuid(), nullable=False),
        sa.Column("counted_s", DOUBLES, nullable=False),
        sa.Column("sessions", INTEGERS, nullable=False),
        _owner("practice_month_pieces"),
        sa.ForeignKeyConstraint(
            ["piece_id", "user_id"],
            ["pieces.id", "pieces.user_id"],
            name=op.f("fk_practice_month_pieces_piece_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "month", "piece_id", name=op.f("pk_practice_month_pieces")),
    )
    op.create_index(op.f("ix_practice_month_pieces_piece_id"), "practice_month_pieces", ["piece_id", "month"])
