"""Tables as people's programs write them: letters, signs between the cells, days, lengths, names of columns."""

from datetime import date, time
from uuid import UUID

import pytest

from practice_app.errors import Invalid
from practice_app.services.portability import cells
from practice_app.services.portability.reading import columns, moments
from practice_app.services.portability.reading.letters import decoded
from practice_app.services.portability.reading.sessions import Read, Reader, Wrong
from practice_app.services.portability.reading.tables import table

ANN, BOB = UUID(int=1), UUID(int=2)
KOREAN = "날짜,연습 시간,악기,곡,메모\n2026-03-01,45,바이올린,무반주 소나타,활을 길게 쓰는 연습을 했다\n"
CHINESE = "日期,練習時間,樂器,曲目,備註\n2026-03-01,45,小提琴,無伴奏奏鳴曲,今天練習長弓與音準\n"
GERMAN = "Datum;Dauer;Stück;Notiz\n1.3.2026;45;Übung für Geige;Schön über die Lage\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
def test_korean_however_it_was_saved(encoding):
    assert decoded(KOREAN.encode(encoding)) == KOREAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp950"])
def test_chinese_however_it_was_saved(encoding):
    assert decoded(CHINESE.encode(encoding)) == CHINESE


def test_accents_of_an_older_windows():
    assert decoded(GERMAN.encode("cp1252")) == GERMAN


@pytest.mark.parametrize("junk", [b"\0" * 100, b"PK\x03\x04\0\0\0\0\x81", b"\xff\xfe\x00"])
def test_what_is_no_text_is_said_so(junk):
    with pytest.raises(Invalid):
        table(decoded(junk))


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_whatever_parts_the_cells(sign):
    told = sign.join(["date", "minutes", '"note, with ; all | of it"']) + "\r\n" + sign.join(["2026-03-01", "30", "x"])
    found = table(told)
    assert (found.headers[:2], found.rows[0].cells) == (["date", "minutes"], ["2026-03-01", "30", "x"])
    assert table(f"sep={sign}\n{told}").rows[0].line == 3


def test_a_row_is_told_by_the_line_of_the_file_where_it_begins():
    found = table('date,minutes,note\n\n2026-03-01,30,"two\nlines"\n,,\n2026-03-02,30,x\n')
    assert [row.line for row in found.rows] == [3, 6]


@pytest.mark.parametrize(
    "broken", ["", " \n,,\n", "x" * 30_000, ",".join("a" * 200) + "\n", "a,b\n" + "1,2\n" * 20_001]
)
def test_what_is_too_much_or_nothing_is_refused(broken):
    with pytest.raises(Invalid):
        table(broken)


@pytest.mark.parametrize(
    "cell",
    ["2026-03-01", "2026/3/1", "2026.3.1", "2026. 3. 1.", "2026年3月1日", "2026년 3월 1일", "20260301", "01.03.2026",
     "2026-03-01T17:30:00Z", "2026-03-01 17:30"],
)  # fmt: skip
def test_days_in_the_order_of_their_country(cell):
    assert moments.day(cell, moments.order([cell])) == date(2026, 3, 1)


def test_a_day_that_could_be_two_is_none_until_another_one_or_somebody_says_which():
    assert moments.day("3/1/2026", moments.AUTO) is None
    assert moments.unclear(["3/1/2026"])
    assert moments.day("3/1/2026", moments.order(["3/1/2026", "3/13/2026"])) == date(2026, 3, 1)
    assert moments.day("3/1/2026", moments.DAY_FIRST) == date(2026, 1, 3)
    assert moments.day("31/2/2026", moments.DAY_FIRST) is None


@pytest.mark.parametrize(
    ("cell", "at"),
    [("17:30", time(17, 30)), ("5:30 PM", time(17, 30)), ("5 pm", time(17)), ("오후 5:30", time(17, 30)),
     ("下午 5:30", time(17, 30)), ("오전 9시 5분", time(9, 5)), ("12:10 am", time(0, 10)),
     ("17:30:15", time(17, 30, 15)),
     ("25:00", None), ("soon", None)],
)  # fmt: skip
def test_times_of_day(cell, at):
    assert moments.clock(cell) == at


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [("30", 30), ("30.5", 30.5), ("30,5", 30.5), ("1:15", 75), ("0:45:30", 45.5), ("45:00", 45), ("1h 15m", 75),
     ("1시간 15분", 75), ("45분", 45), ("90 min", 90), ("2 hours", 120), ("", None), ("long", None), ("-5", None)],
)  # fmt: skip
def test_lengths(cell, minutes):
    assert moments.minutes(cell) == minutes


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'=1", "''=1", "\t=1", "＝1", "plain", "'tis", "", "a=b"])
def test_no_cell_is_a_formula_and_all_come_back(text):
    assert not cells.safe(text).startswith(("=", "+", "-", "@", "\t", "＝"))
    assert cells.plain(cells.safe(text)) == text


@pytest.mark.parametrize("words", [["tone"], ["tone", "rhythm"], ["a, b"], ["a; b", "c"], []])
def test_words_of_one_cell_come_back_each(words):
    assert cells.parted(cells.joined(words)) == words


def read(told, who=ANN, **more):
    found = table(told)
    return list(Reader(who, "Asia/Seoul", columns.guessed(found), **more).sessions(found))


def test_a_row_becomes_a_session_on_the_players_own_clock():
    (one,) = read(
        "date,start,minutes,instrument,piece,composer,focus,note\n2026-03-01,17:30,45,바이올린,Partita,Bach,음정,x\n"
    )
    assert isinstance(one, Read)
    assert (one.draft.started_at.isoformat(), one.draft.clock_s) == ("2026-03-01T08:30:00+00:00", 2700)
    assert (one.draft.instrument, one.draft.focus, one.draft.source) == ("violin", ["intonation"], "manual")
    assert [(work.title, work.composer) for work in one.works] == [("Partita", "Bach")]
    assert one.id.version == 7


def test_the_same_row_is_the_same_session_and_of_another_person_another():
    told = "date,minutes\n2026-03-01,45\n"
    (first,), (again,), (bobs,) = read(told), read("minutes;date\n45;2026-03-01\n"), read(told, BOB)
    assert first.id == again.id != bobs.id


def test_what_cannot_be_taken_is_told_by_its_line():
    rows = ["2026-03-01,,30", "soon,,30", "2026-03-01,,long", "2026-03-01,,2000", "2026-03-01,noon,30", "3/1/2026,,30"]
    told = "\n".join(["date,start,minutes", *rows])
    found = read(told)
    wrong = [(one.row, one.filled_with["cell"]) for one in found if isinstance(one, Wrong)]
    assert wrong == [(3, "soon"), (4, "long"), (5, "2000"), (6, "noon"), (7, "3/1/2026")]
    assert [one.row for one in read(told, dates="mdy") if isinstance(one, Wrong)] == [3, 4, 5, 6]


def test_a_day_to_come_is_not_taken():
    (one,) = read("date,minutes\n2999-01-01,30\n")
    assert (one.row, one.problem) == (2, "This lies in the future.")


def test_columns_are_known_by_what_journals_call_them_and_else_asked_for():
    found = columns.guessed(table("Day,Duration (min),Song,Comments,Mood\n"))
    assert found == {"date": 0, "minutes": 1, "piece": 2, "note": 3}
    unknown = table("When,How long\n")
    assert columns.guessed(unknown) == {}
    with pytest.raises(Invalid):
        columns.chosen(unknown, {"date": 0})
    with pytest.raises(Invalid):
        columns.chosen(unknown, {"date": 0, "minutes": 2})
    assert columns.chosen(unknown, {"date": 0, "minutes": 1}) == {"date": 0, "minutes": 1}
