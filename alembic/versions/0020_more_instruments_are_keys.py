"""Instruments that have a name in every language now become their keys where they were written; as in 0012."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

INSTRUMENTS = {
    "viola da gamba": ("古大提琴", "비올라 다 감바"),
    "electric guitar": ("電吉他", "일렉트릭 기타"),
    "bass guitar": ("電貝斯", "베이스 기타"),
    "ukulele": ("烏克麗麗", "우쿨렐레"),
    "mandolin": ("曼陀林", "만돌린"),
    "banjo": ("斑鳩琴", "밴조"),
    "lute": ("魯特琴", "류트"),
    "electronic keyboard": ("電子琴", "전자 키보드"),
    "organ": ("管風琴", "오르간"),
    "harpsichord": ("大鍵琴", "하프시코드"),
    "accordion": ("手風琴", "아코디언"),
    "melodica": ("口風琴", "멜로디언"),
    "recorder": ("直笛", "리코더"),
    "piccolo": ("短笛", "피콜로"),
    "english horn": ("英國管", "잉글리시 호른"),
    "bass clarinet": ("低音單簧管", "베이스 클라리넷"),
    "ocarina": ("陶笛", "오카리나"),
    "tin whistle": ("愛爾蘭哨笛", "틴 휘슬"),
    "pan flute": ("排笛", "팬플루트"),
    "harmonica": ("口琴", "하모니카"),
    "bagpipes": ("風笛", "백파이프"),
    "cornet": ("短號", "코넷"),
    "flugelhorn": ("柔音號", "플루겔호른"),
    "euphonium": ("上低音號", "유포니움"),
    "drums": ("drum kit", "爵士鼓", "드럼 세트"),
    "timpani": ("定音鼓", "팀파니"),
    "marimba": ("馬林巴木琴", "마림바"),
    "xylophone": ("木琴", "실로폰"),
    "vibraphone": ("顫音琴", "비브라폰"),
    "glockenspiel": ("鐵琴", "글로켄슈필"),
    "cajon": ("cajón", "木箱鼓", "카혼"),
    "tabla": ("塔布拉鼓", "타블라"),
    "gayageum": ("伽倻琴", "가야금"),
    "geomungo": ("玄鶴琴", "거문고"),
    "haegeum": ("奚琴", "해금"),
    "ajaeng": ("牙箏", "아쟁"),
    "daegeum": ("大笒", "대금"),
    "danso": ("短簫", "단소"),
    "piri": ("觱篥", "피리"),
    "taepyeongso": ("太平簫", "태평소"),
    "janggu": ("長鼓", "장구"),
    "erhu": ("二胡", "얼후"),
    "gaohu": ("高胡", "가오후"),
    "zhonghu": ("中胡", "중후"),
    "guzheng": ("古箏", "고쟁"),
    "guqin": ("古琴", "고금"),
    "pipa": ("琵琶", "비파"),
    "liuqin": ("柳琴", "류친"),
    "ruan": ("阮", "완함"),
    "sanxian": ("三弦", "싼셴"),
    "yangqin": ("揚琴", "양금"),
    "dizi": ("笛子", "디쯔"),
    "xiao": ("簫", "퉁소"),
    "suona": ("嗩吶", "쑤오나"),
    "sheng": ("笙", "생황"),
    "hulusi": ("葫蘆絲", "후루쓰"),
    "koto": ("日本箏", "고토"),
    "shamisen": ("三味線", "샤미센"),
    "shakuhachi": ("尺八", "샤쿠하치"),
    "sitar": ("西塔琴", "시타르"),
    "oud": ("烏德琴", "우드"),
    "kalimba": ("卡林巴琴", "칼림바"),
    "handpan": ("手碟", "핸드팬"),
}

SAME = "lower(normalize(btrim({word}), NFC))"
ONE = "UPDATE practice_sessions SET instrument = :keys ->> {same} WHERE :keys ? {same}"
EACH = """
    UPDATE users SET instruments = ARRAY(
        SELECT word FROM (
            SELECT coalesce(:keys ->> {same}, one.word) AS word, min(one.place) AS place
              FROM unnest(instruments) WITH ORDINALITY AS one (word, place) GROUP BY 1
        ) AS named ORDER BY place
    ) WHERE EXISTS (SELECT FROM unnest(instruments) AS one (word) WHERE :keys ? {same})
"""


def upgrade() -> None:
    _run(ONE.format(same=SAME.format(word="instrument")))
    _run(EACH.format(same=SAME.format(word="one.word")))


def _run(statement: str) -> None:
    keys = {key: key for key in INSTRUMENTS}
    keys |= {name: key for key, others in INSTRUMENTS.items() for name in others}
    op.get_bind().execute(sa.text(statement.replace(":keys", "CAST(:keys AS jsonb)")), {"keys": json.dumps(keys)})


def downgrade() -> None:
    """Keys were always words that one could write."""
