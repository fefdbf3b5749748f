"""Which column of a table means what, by what it is called in the languages people keep journals in."""

from typing import Final

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.services.portability.reading.tables import Table
from practice_app.text import fold

NEEDED: Final = ("date", "minutes")
ASKED: Final = ("date", "start", "minutes", "instrument", "piece", "composer", "focus", "note")
"""What the mapping page asks for."""
OURS: Final = ("timezone", "mode", "target_bpm", "rating")
"""What only a table of our own has, by just these names."""
CALLED: Final[dict[str, tuple[str, ...]]] = {
    "date": (
        "date", "day", "practice date", "날짜", "일자", "연습 날짜", "日期", "日付", "datum", "tag",
        "fecha",
    ),
    "start": (
        "start", "start time", "started", "started at", "time", "time of day", "begin", "시작", "시작 시간",
        "시작시간", "시각", "開始", "開始時間", "時間點", "beginn", "uhrzeit",
    ),
    "minutes": (
        "minutes", "min", "mins", "duration", "duration (min)", "duration (minutes)", "length",
        "practice time", "time spent", "time practiced", "time practised", "total time", "분", "시간(분)",
        "연습 시간", "연습시간", "총 시간", "分鐘", "分", "時長", "練習時間", "時間", "dauer", "minuten",
    ),
    "instrument": (
        "instrument", "악기", "樂器", "楽器",
    ),
    "piece": (
        "piece", "pieces", "title", "song", "work", "repertoire", "곡", "곡명", "곡 이름", "작품", "曲目",
        "曲名", "作品", "stück",
    ),
    "composer": (
        "composer", "작곡가", "作曲家", "作曲", "komponist",
    ),
    "focus": (
        "focus", "category", "categories", "area", "topic", "tags", "집중", "초점", "분류", "重點", "類別",
        "標籤",
    ),
    "note": (
        "note", "notes", "comment", "comments", "description", "memo", "remarks", "메모", "노트", "비고",
        "筆記", "備註", "notiz", "notizen",
    ),
}  # fmt: skip
MISSING: Final = {
    "date": msg("Which column holds the day? None of them is called “date”."),
    "minutes": msg("Which column holds how long it was? None of them is called “minutes”."),
}
NO_SUCH = msg("The file has no such column.")
Columns = dict[str, int]


def guessed(table: Table) -> Columns:
    """Tell what each column means, as far as its name says."""
    named: Columns = {}
    headers = [fold(header) for header in table.headers]
    for field, names in CALLED.items():
        folded = [fold(name) for name in names]
        places = [headers.index(name) for name in folded if name in headers]
        free = [place for place in places if place not in named.values()]
        if free:
            named[field] = free[0]
    return named | {field: headers.index(field) for field in OURS if field in headers}


def chosen(table: Table, columns: Columns) -> Columns:
    """Take what somebody chose; raise ``Invalid`` for what isn't there, and where something needed is missing."""
    for field, place in columns.items():
        if field not in (*ASKED, *OURS) or not 0 <= place < len(table.headers):
            raise Invalid(f"columns.{field}", NO_SUCH)
    for field in NEEDED:
        if field not in columns:
            raise Invalid(f"columns.{field}", MISSING[field])
    return columns
