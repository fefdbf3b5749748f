"""What the player says of a session stands in its row, so that totals can count it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CORRECT = """
DO $$
DECLARE
    session record;
    said record;
    heard nummultirange;
    told nummultirange;
BEGIN
    FOR session IN SELECT id, played_s FROM practice_sessions s
                    WHERE played_s IS NOT NULL AND EXISTS (SELECT 1 FROM corrections c WHERE c.session_id = s.id)
    LOOP
        SELECT coalesce(range_agg(numrange((span->>'start_s')::numeric + r.offset_s::numeric,
                                           (span->>'end_s')::numeric + r.offset_s::numeric)), '{}')
          INTO heard
          FROM (SELECT DISTINCT ON (recording_id) recording_id, spans FROM analyses WHERE session_id = session.id
                 ORDER BY recording_id, created_at DESC, id DESC) a
          JOIN recordings r ON r.id = a.recording_id, jsonb_array_elements(a.spans) span
         WHERE span->>'kind' = 'playing';
        told := heard;
        FOR said IN SELECT kind, nummultirange(numrange(start_s::numeric, end_s::numeric)) AS part
                      FROM corrections WHERE session_id = session.id ORDER BY created_at, id
        LOOP
            told := told - said.part;
            IF said.kind = 'playing' THEN told := told + said.part; END IF;
        END LOOP;
        UPDATE practice_sessions
           SET corrected_s = round(greatest(0, session.played_s::numeric
               + coalesce((SELECT sum(upper(r) - lower(r)) FROM unnest(told) AS r), 0)
               - coalesce((SELECT sum(upper(r) - lower(r)) FROM unnest(heard) AS r), 0)), 3)
         WHERE id = session.id;
    END LOOP;
END $$
"""


def upgrade() -> None:
    op.add_column("practice_sessions", sa.Column("corrected_s", sa.Float(), nullable=True))
    op.execute(CORRECT)


def downgrade() -> None:
    op.drop_column("practice_sessions", "corrected_s")
