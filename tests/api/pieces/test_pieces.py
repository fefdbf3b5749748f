"""Pieces, sections and tags over REST."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from practice_app.ids import new_id

PIECES = "/api/v1/pieces"


def piece(client: TestClient, **more: Any) -> dict[str, Any]:
    answer = client.post(PIECES, json={"title": "Partita No. 2", "composer": "J. S. Bach"} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_piece_is_written_down_changed_and_taken_off_the_list(ann: TestClient):
    path = f"{PIECES}/{piece(ann)['id']}"
    assert ann.patch(path, json={"target_bpm": 60}).json()["target_bpm"] == 60
    assert ann.get(path).json()["title"] == "Partita No. 2"
    assert ann.delete(path).status_code == 204
    assert ann.get(path).status_code == 404
    assert ann.get(PIECES).json()["items"] == []
    assert ann.post(f"{path}/restore").status_code == 200


def test_a_piece_sent_twice_is_one_piece(ann: TestClient):
    body = {"id": str(new_id()), "title": "아리랑"}
    assert [ann.post(PIECES, json=body).status_code for _ in range(2)] == [201, 200]
    assert [p["title"] for p in ann.get(PIECES).json()["items"]] == ["아리랑"]


@pytest.fixture(scope="module")
def refused() -> list[dict[str, Any]]:
    return [
        {},
        {"title": " "},
        {"title": "x" * 201},
        {"title": "\u200b\x00"},
        {"title": "x", "target_bpm": 5},
        {"title": "x", "id": "1"},
        {"title": "x", "id": "7d444840-9dc0-11d1-b245-5ffdce74fad2"},
    ]


def test_a_piece_that_cannot_be_is_refused(ann: TestClient, refused: list[dict[str, Any]]):
    assert {ann.post(PIECES, json=body).status_code for body in refused} == {422}


def test_pieces_come_in_pages(ann: TestClient):
    for n in range(5):
        piece(ann, title=f"Etude {n}")
    first = ann.get(PIECES, params={"limit": 3}).json()
    rest = ann.get(PIECES, params={"limit": 3, "cursor": first["next_cursor"]}).json()
    assert [p["title"] for p in first["items"] + rest["items"]] == [f"Etude {n}" for n in (4, 3, 2, 1, 0)]
    assert rest["next_cursor"] is None


def test_pieces_are_looked_for_and_sorted_by_when_they_were_practised(ann: TestClient, bob: TestClient):
    made = {title: piece(ann, title=title)["id"] for title in ("Gavotte", "Gigue", "Largo")}
    session = {"started_at": "2026-01-02T17:00:00Z", "ended_at": "2026-01-02T17:10:00Z", "timezone": "UTC"}
    items = [{"piece_id": made["Gavotte"], "seconds": 60}]
    assert ann.put(f"/api/v1/sessions/{new_id()}", json=session | {"items": items}).status_code == 201

    def found(client: TestClient, **asked: str) -> list[str]:
        return [p["title"] for p in client.get(PIECES, params=asked).json()["items"]]

    assert found(ann, order="practised") == ["Gavotte", "Largo", "Gigue"]
    assert found(ann, q="BACH g") == ["Largo", "Gigue", "Gavotte"]
    assert found(ann, q="gig") == ["Gigue"]
    assert found(bob, q="g") == []
    for asked in ({"order": "loudest"}, {"status": "done"}, {"q": "x" * 101}):
        assert ann.get(PIECES, params=asked).status_code == 422


def test_a_stranger_finds_no_piece_even_with_its_id(ann: TestClient, bob: TestClient):
    row = piece(ann)
    path = f"{PIECES}/{row['id']}"
    answers = [
        bob.get(path),
        bob.patch(path, json={"title": "mine"}),
        bob.delete(path),
        bob.post(f"{path}/restore"),
        bob.get(f"{path}/sections"),
        bob.post(f"{path}/sections", json={"title": "x"}),
        bob.post(PIECES, json={"id": row["id"], "title": "mine"}),
    ]
    assert {a.status_code for a in answers} == {404}
    assert bob.get(PIECES).json()["items"] == []
    assert ann.get(path).json()["title"] == "Partita No. 2"


def test_sections_have_bars_and_tempi(ann: TestClient):
    path = f"{PIECES}/{piece(ann)['id']}/sections"
    coda = ann.post(path, json={"title": "Coda", "bar_start": 60, "bar_end": 64, "target_bpm": 88}).json()
    ann.post(path, json={"title": "Opening", "bar_start": 1, "bar_end": 8})
    assert [s["title"] for s in ann.get(path).json()["items"]] == ["Opening", "Coda"]
    assert ann.patch(f"{path}/{coda['id']}", json={"current_bpm": 66}).json()["current_bpm"] == 66
    assert ann.patch(f"{path}/{coda['id']}", json={"bar_end": 3}).status_code == 422
    assert ann.post(path, json={"title": "x", "bar_start": 9, "bar_end": 8}).status_code == 422
    assert ann.delete(f"{path}/{coda['id']}").status_code == 204
    assert [s["title"] for s in ann.get(path).json()["items"]] == ["Opening"]


def test_all_sections_come_at_once_but_not_those_of_a_piece_off_the_list(ann: TestClient, bob: TestClient):
    shown, gone = piece(ann)["id"], piece(ann)["id"]
    for one in (shown, gone):
        ann.post(f"{PIECES}/{one}/sections", json={"title": "Coda"})
    ann.delete(f"{PIECES}/{gone}")
    assert [s["piece_id"] for s in ann.get("/api/v1/sections").json()["items"]] == [shown]
    assert bob.get("/api/v1/sections").json()["items"] == []


def test_a_stranger_finds_no_section(ann: TestClient, bob: TestClient):
    path = f"{PIECES}/{piece(ann)['id']}/sections"
    section = ann.post(path, json={"title": "Coda"}).json()
    theirs = f"{PIECES}/{piece(bob)['id']}/sections"
    for base in (path, theirs):
        assert bob.patch(f"{base}/{section['id']}", json={"title": "x"}).status_code == 404
        assert bob.delete(f"{base}/{section['id']}").status_code == 404


def test_a_tag_exists_once_whatever_its_case(ann: TestClient):
    tag = ann.post("/api/v1/tags", json={"name": "Concert", "color": "#aa3300"}).json()
    again = ann.post("/api/v1/tags", json={"name": "concert"})
    assert (again.status_code, again.json()["code"]) == (409, "name_taken")
    other = ann.post("/api/v1/tags", json={"name": "exam"}).json()
    assert ann.patch(f"/api/v1/tags/{other['id']}", json={"name": "CONCERT"}).status_code == 409
    assert ann.delete(f"/api/v1/tags/{tag['id']}").status_code == 204
    assert ann.post("/api/v1/tags", json={"name": "concert"}).status_code == 201
    assert [t["name"] for t in ann.get("/api/v1/tags").json()["items"]] == ["concert", "exam"]


def test_a_tags_colour_is_a_colour(ann: TestClient):
    for color in ("red", "#AA3300", "#aa330", "#aa3300\n", ""):
        assert ann.post("/api/v1/tags", json={"name": "x", "color": color}).status_code == 422


def test_a_stranger_finds_no_tag(ann: TestClient, bob: TestClient):
    tag = ann.post("/api/v1/tags", json={"name": "Concert"}).json()
    assert bob.patch(f"/api/v1/tags/{tag['id']}", json={"name": "x"}).status_code == 404
    assert bob.delete(f"/api/v1/tags/{tag['id']}").status_code == 404
    assert bob.get("/api/v1/tags").json()["items"] == []


@pytest.mark.parametrize("other", ["CAFE\u0301", "ｃａｆé", "café\u200b", " café\ufe0f "])
def test_a_tag_exists_once_however_it_is_composed(ann: TestClient, other: str):
    tag = ann.post("/api/v1/tags", json={"name": "cafe\u0301"}).json()
    assert tag["name"] == "caf\u00e9"
    again = ann.post("/api/v1/tags", json={"name": other})
    assert (again.status_code, again.json()["code"]) == (409, "name_taken")
    assert again.json()["stored"] == tag, "a device learns at once which one it is"
    another = ann.post("/api/v1/tags", json={"name": "exam"}).json()
    assert ann.patch(f"/api/v1/tags/{another['id']}", json={"name": other}).status_code == 409
    assert ann.patch(f"/api/v1/tags/{tag['id']}", json={"name": "Cafe\u0301"}).json()["name"] == "Caf\u00e9"


def test_a_piece_tells_how_far_one_is_and_what_it_asks(ann: TestClient):
    made = piece(ann)
    assert (made["status"], made["instrument"], made["difficulty"], made["beat"]) == ("learning", "", None, None)
    told = {
        "status": "performing",
        "instrument": "바이올린",
        "difficulty": 8,
        "duration_s": 840,
        "notes": "Bow of 1720\nMay",
        "beat": {"bpm_ratio": 2},
    }
    path = f"{PIECES}/{made['id']}"
    changed = ann.patch(path, json=told).json()
    assert {name: changed[name] for name in told} == told | {"instrument": "violin"}
    assert ann.patch(path, json={"difficulty": None, "beat": None}).json()["beat"] is None
    listed = ann.get(PIECES).json()["items"][0]
    assert (listed["status"], listed["duration_s"], "notes" in listed) == ("performing", 840, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "done"},
        {"status": None},
        {"difficulty": 11},
        {"duration_s": 0},
        {"beat": {"bpm_ratio": 9}},
        {"beat": 2},
        {"notes": "x" * 10_001},
        {"work_id": str(new_id())},
    ],
    ids=lambda told: next(iter(told)),
)
def test_what_a_piece_cannot_be_is_said_at_its_field(ann: TestClient, wrong: dict[str, Any]):
    answer = ann.patch(f"{PIECES}/{piece(ann)['id']}", json=wrong)
    assert (answer.status_code, answer.json()["field"].partition(".")[0]) == (422, next(iter(wrong)))


def test_a_piece_may_name_a_work_that_everybody_knows(ann: TestClient, bob: TestClient):
    (work,) = ann.get("/api/v1/works", params={"q": "bwv 1004"}).json()["items"]
    assert work["composer"] == "Johann Sebastian Bach"
    own = piece(ann, title="Something of my own that nobody knows", work_id=work["id"])
    assert own["work_id"] == work["id"]
    assert bob.get("/api/v1/works", params={"q": "Something of my own"}).json()["items"] == []


def test_the_catalogue_comes_in_pages_and_is_found_in_three_languages(ann: TestClient):
    def found(**asked: Any) -> dict[str, Any]:
        return ann.get("/api/v1/works", params=asked).json()

    for words in ("dvorak cello", "DVOŘÁK  Cello", "드보르자크 104", "德弗札克 concerto 104"):
        assert "Cello Concerto in B minor" in [work["title"] for work in found(q=words)["items"]]
    got, page = [], found(q="bach", limit=20)
    while True:
        got += page["items"]
        if page["next_cursor"] is None:
            break
        page = found(q="bach", limit=20, cursor=page["next_cursor"])
    whole = found(q="bach", limit=100)
    assert got == whole["items"]
    assert len(got) > 30
    for wrong in ({"q": "x" * 101}, {"cursor": "nonsense"}):
        assert ann.get("/api/v1/works", params=wrong).status_code == 422
