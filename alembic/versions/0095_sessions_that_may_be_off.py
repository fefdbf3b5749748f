"""By how much a session may be off, where what was heard isn't sure; what was heard before is gone through in batches."""

import sqlalchemy as sa
from alembic import op

revision = "0095"
down_revision = "0094"
branch_labels = None
depends_on = None

NAMES = ("less_s", "more_s")
DOUBTFUL = "metrics @? '$[*] ? (@.key == \"played_s\" && @.low != null && (@.confidence < 0.8 || @.confidence == null))'"
SESSIONS = sa.text(
    f"SELECT DISTINCT session_id FROM analyses WHERE session_id > :after AND {DOUBTFUL} ORDER BY session_id LIMIT 1000"
)
FIRST = "00000000-0000-0000-0000-000000000000"
FILLED = sa.text("""
    UPDATE practice_sessions AS s SET less_s = round(heard.less_s::numeric, 3),
                                      more_s = round(heard.more_s::numeric, 3)
      FROM (SELECT session_id, sum(value - coalesce(low, value)) AS less_s, sum(coalesce(high, value) - value) AS more_s,
                   bool_or(sure < 0.8 AND high - low > 0.05 * (low + high) / 2) AS doubted
              FROM (SELECT DISTINCT ON (recording_id) session_id, metrics FROM analyses WHERE session_id = ANY (:ids)
                     ORDER BY recording_id, created_at DESC, id DESC) AS newest,
                   jsonb_path_query(metrics, '$[*] ? (@.key == "played_s")') AS m,
                   LATERAL (SELECT (m->>'value')::float8 AS value, (m->>'low')::float8 AS low,
                                   (m->>'high')::float8 AS high,
                                   coalesce((m->>'confidence')::float8, 0) AS sure) AS told
             GROUP BY session_id) AS heard
     WHERE s.id = heard.session_id AND heard.doubted AND heard.less_s >= 0 AND heard.more_s >= 0
""")


def upgrade() -> None:
    for name in NAMES:
        op.execute(f"ALTER TABLE practice_sessions ADD COLUMN IF NOT EXISTS {name} double precision NOT NULL DEFAULT 0")
    with op.get_context().autocommit_block():
        fill()


def fill() -> None:
    """A thousand sessions at once, each batch by itself: nobody waits for more than one."""
    ids: list[object] = [FIRST]
    while ids:
        ids = list(op.get_bind().scalars(SESSIONS, {"after": ids[-1]}))
        op.get_bind().execute(FILLED, {"ids": ids})


def downgrade() -> None:
    for name in NAMES:
        op.drop_column("practice_sessions", name)
