"""Instruments and focus areas that were written in a language of ours become their keys, as new ones do from now on.

The fingerprint of such a session stays that of what was told: a device that tells the same once more is answered that the
stored one is no older, and leaves it at that.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

INSTRUMENTS = {
    "violin": ("小提琴", "바이올린"),
    "viola": ("中提琴", "비올라"),
    "cello": ("大提琴", "첼로"),
    "double bass": ("低音提琴", "더블베이스"),
    "piano": ("鋼琴", "피아노"),
    "guitar": ("吉他", "기타"),
    "flute": ("長笛", "플루트"),
    "oboe": ("雙簧管", "오보에"),
    "clarinet": ("單簧管", "클라리넷"),
    "bassoon": ("低音管", "바순"),
    "saxophone": ("薩克斯風", "색소폰"),
    "trumpet": ("小號", "트럼펫"),
    "horn": ("法國號", "호른"),
    "trombone": ("長號", "트롬본"),
    "tuba": ("低音號", "튜바"),
    "harp": ("豎琴", "하프"),
    "percussion": ("打擊樂", "타악기"),
    "voice": ("聲樂", "성악"),
    "other": ("another instrument", "其他樂器", "다른 악기"),
}
FOCUS = {
    "intonation": ("音準", "음정"),
    "rhythm": ("節奏", "리듬"),
    "tone": ("音色", "음색"),
    "technique": ("技巧", "테크닉"),
    "scales": ("音階", "음계"),
    "expression": ("表情", "표현"),
    "memory": ("背譜", "암보"),
    "sight-reading": ("視奏", "초견"),
}

SAME = "lower(normalize(btrim({word}), NFC))"
ONE = """
    UPDATE practice_sessions SET instrument = :keys ->> {same} WHERE :keys ? {same}
"""
EACH = """
    UPDATE {table} SET {column} = ARRAY(
        SELECT word FROM (
            SELECT coalesce(:keys ->> {same}, one.word) AS word, min(one.place) AS place
              FROM unnest({column}) WITH ORDINALITY AS one (word, place) GROUP BY 1
        ) AS named ORDER BY place
    ) WHERE EXISTS (SELECT FROM unnest({column}) AS one (word) WHERE :keys ? {same})
"""


def upgrade() -> None:
    _run(ONE.format(same=SAME.format(word="instrument")), INSTRUMENTS)
    _run(EACH.format(table="practice_sessions", column="focus", same=SAME.format(word="one.word")), FOCUS)
    _run(EACH.format(table="users", column="instruments", same=SAME.format(word="one.word")), INSTRUMENTS)


def _run(statement: str, names: dict[str, tuple[str, ...]]) -> None:
    keys = {name: key for key, others in names.items() for name in others}
    keys |= {key: key for key in names}
    op.get_bind().execute(sa.text(statement.replace(":keys", "CAST(:keys AS jsonb)")), {"keys": json.dumps(keys)})


def downgrade() -> None:
    """Keys were always words that one could write."""
