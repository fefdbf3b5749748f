"""Looking through the board over REST."""

import pytest
from fastapi.testclient import TestClient

V1 = "/api/v1"


def post(who: TestClient, title: str, body: str = "Some words.", **more):
    body = {"title": title, "body_md": body, "category": "tip", "status": "published"} | more
    answer = who.post(f"{V1}/forum/posts", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def found(who: TestClient, q: str, **more):
    answer = who.get(f"{V1}/forum/search", params={"q": q} | more)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("query", ["colle bowing", "kolle", "활 긋기", "换把", "换把 bowing"])
def test_a_post_is_found_at_once_in_any_spelling_and_script(ann: TestClient, bob: TestClient, query):
    made = post(ann, "Collé bowing", "**활 긋기**, 換把")
    (item,) = found(bob, query)["items"]
    assert (item["id"], item["title"], item["author"]["display_name"]) == (made, "Collé bowing", "Ann")
    assert "<mark>" in item["hit"]
    assert item["moments"] == []


def test_by_what_is_said_below_it_a_post_is_found_and_by_what_it_was_changed_to(ann: TestClient, bob: TestClient):
    made = post(ann, "Shifts")
    said = bob.post(f"{V1}/forum/posts/{made}/comments", json={"body_md": "Try *spicc*ato"}).json()["id"]
    (item,) = found(ann, "spiccato")["items"]
    assert (item["comment_id"], item["hit"]) == (said, "Try <mark>spiccato</mark>")
    bob.patch(f"{V1}/forum/comments/{said}", json={"body_md": "Try martelé"})
    ann.patch(f"{V1}/forum/posts/{made}", json={"title": "Position changes"})
    assert [len(found(ann, q)["items"]) for q in ("spiccato", "martele", "shifts", "position")] == [0, 1, 0, 1]
    bob.delete(f"{V1}/forum/comments/{said}")
    ann.delete(f"{V1}/forum/posts/{made}")
    assert [len(found(ann, q)["items"]) for q in ("martele", "position")] == [0, 0]


def test_a_draft_is_found_by_nobody_until_it_is_published(ann: TestClient, bob: TestClient):
    made = post(ann, "Spiccato", status="draft")
    assert found(ann, "spiccato")["items"] == found(bob, "spiccato")["items"] == []
    ann.patch(f"{V1}/forum/posts/{made}", json={"status": "published"})
    assert [item["id"] for item in found(bob, "spiccato")["items"]] == [made]


def test_filters_combine(ann: TestClient, bob: TestClient):
    made = post(ann, "Slow practice", category="question", tags=["Bow arm"])
    post(ann, "Slow practice too")
    assert len(found(bob, "slow")["items"]) == 2
    for narrowed in ({"category": "question"}, {"tag": "bow arm"}, {"category": "question", "tag": "Bow Arm"}):
        assert [item["id"] for item in found(bob, "slow", **narrowed)["items"]] == [made]
    assert [item["id"] for item in found(bob, "", tag="bow arm")["items"]] == [made]
    assert found(bob, "slow", category="free")["items"] == []


def test_pages_hold_everything_once(ann: TestClient):
    made = {post(ann, f"Spiccato number {n}", f"Word number {n}") for n in range(3)}
    first = found(ann, "spiccato", limit=2)
    rest = found(ann, "spiccato", limit=2, cursor=first["next_cursor"])
    assert {item["id"] for item in first["items"] + rest["items"]} == made
    assert (len(rest["items"]), rest["next_cursor"]) == (1, None)


def test_another_spelling_is_told(ann: TestClient):
    post(ann, "Spiccato")
    assert found(ann, "spicatto")["shown_for"] == "spiccato"
    assert found(ann, "spicatto", as_typed=True)["items"] == []
    assert ann.get(f"{V1}/search", params={"q": "spicatto"}).json()["items"][0]["kind"] == "post"


@pytest.mark.parametrize("query", ["", "' & | ! :*", "\\", "\x00", "a" * 1000, "%"])
def test_whatever_is_asked_there_is_an_answer(ann: TestClient, query):
    post(ann, "Spiccato")
    assert found(ann, query)["items"] == []
