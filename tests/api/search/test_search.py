"""Search over REST."""

import pytest
from fastapi.testclient import TestClient

V1 = "/api/v1"


def test_ones_own_things_are_found_with_the_hit_marked(ann: TestClient, bob: TestClient):
    piece = ann.post(
        f"{V1}/pieces", json={"title": "Collé", "composer": "Capet", "notes": "a < b, finger first"}
    ).json()
    found = ann.get(f"{V1}/search", params={"q": "finger"}).json()
    (item,) = found["items"]
    assert item["hit"] == "a &lt; b, <mark>finger</mark> first"
    assert (item["kind"], item["id"], item["path"]) == ("piece", piece["id"], f"/pieces/{piece['id']}")
    assert (found["shown_for"], found["next_cursor"]) == (None, None)
    assert bob.get(f"{V1}/search", params={"q": "finger"}).json()["items"] == []


def test_other_spellings_are_told_and_can_be_refused(ann: TestClient):
    ann.post(f"{V1}/pieces", json={"title": "Collé"})
    assert ann.get(f"{V1}/search", params={"q": "kolle"}).json()["shown_for"] == "colle"
    assert ann.get(f"{V1}/search", params={"q": "kolle", "as_typed": True}).json()["items"] == []


@pytest.mark.parametrize("query", ["", "\x00", "' & |", "a" * 1000, "換" * 1000])
def test_whatever_is_asked_there_is_an_answer(ann: TestClient, query):
    assert ann.get(f"{V1}/search", params={"q": query}).status_code == 200


def test_what_is_too_long_to_be_a_question_is_refused(ann: TestClient):
    assert ann.get(f"{V1}/search", params={"q": "a" * 1001}).status_code == 422
