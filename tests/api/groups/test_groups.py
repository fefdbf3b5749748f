"""Groups over the API: the contract's words and numbers."""

import io

import pytest
from PIL import Image

G = "/api/v1/groups"


@pytest.fixture
def quartet(ann):
    answer = ann.post(G, json={"name": "Quartet", "description": "On Tuesdays", "joining": "open"})
    assert answer.status_code == 201, answer.text
    return f"{G}/{answer.json()['id']}"


def test_a_group_is_set_up_found_joined_and_left(ann, bob, quartet):
    shown = ann.get(quartet).json()
    told = {"name": "Quartet", "joining": "open", "role": "owner", "members": 1, "max_members": 50, "rankings": False}
    assert told.items() <= shown.items()
    assert [one["name"] for one in bob.get(f"{G}/find?q=quartet").json()["items"]] == ["Quartet"]
    assert bob.get(quartet).json()["role"] is None
    came = bob.post(f"{quartet}/join")
    assert (came.status_code, came.json()["user"]["display_name"], came.json()["shares"]) == (201, "Bob", "nothing")
    assert [one["role"] for one in bob.get(G).json()["items"]] == ["member"]
    listed = bob.get(f"{quartet}/members").json()["items"]
    assert [one["user"]["display_name"] for one in listed] == ["Bob", "Ann"]
    assert not any("email" in one["user"] for one in listed)
    assert bob.delete(f"{quartet}/members/{bob.user['id']}").status_code == 204
    refused = ann.delete(f"{quartet}/members/{ann.user['id']}")
    assert (refused.status_code, refused.json()["code"]) == (409, "last_owner")


def test_by_request_one_is_let_in_or_not(ann, bob, sign_up):
    quartet = f"{G}/{ann.post(G, json={'name': 'Trio', 'joining': 'request'}).json()['id']}"
    eve = sign_up("Eve")
    for somebody in (bob, eve):
        asked = somebody.post(f"{quartet}/join")
        assert (asked.status_code, asked.json()) == (202, {"status": "asked"})
    waiting = ann.get(f"{quartet}/join-requests").json()["items"]
    assert [one["user"]["display_name"] for one in waiting] == ["Bob", "Eve"]
    for one, accept in zip(waiting, (True, False), strict=True):
        said = ann.post(f"{quartet}/join-requests/{one['user']['id']}", json={"accept": accept})
        assert said.status_code == 204
    assert bob.get(quartet).json()["role"] == "member"
    assert eve.get(quartet).json()["status"] is None


def test_by_a_link_and_when_it_is_full(ann, bob, sign_up, visitor):
    quartet = f"{G}/{ann.post(G, json={'name': 'Duo', 'joining': 'invite', 'max_members': 2}).json()['id']}"
    invite = ann.post(f"{quartet}/invites")
    assert invite.status_code == 201
    assert {"code", "url", "expires_at"} == set(invite.json())
    door = f"{G}/join/{invite.json()['code']}"
    assert visitor.get(door).json()["name"] == "Duo"
    assert bob.post(door).status_code == 201
    full = sign_up("Eve").post(door)
    assert (full.status_code, full.json()["code"]) == (409, "full")
    assert bob.post(f"{G}/join/2222-2222").status_code == 404


def test_roles_are_the_owners_to_give_and_what_is_shown_is_each_ones_own(ann, bob, quartet):
    bob.post(f"{quartet}/join")
    him = f"{quartet}/members/{bob.user['id']}"
    assert bob.patch(him, json={"role": "owner"}).status_code == 403
    assert ann.patch(him, json={"role": "admin"}).json()["role"] == "admin"
    assert bob.patch(quartet, json={"rankings": True}).json()["rankings"] is True
    assert bob.delete(quartet).status_code == 403
    assert bob.put(f"{quartet}/sharing", json={"level": "minutes"}).json()["shares"] == "minutes"
    assert bob.put(f"{quartet}/sharing", json={"level": "everything"}).status_code == 422
    assert ann.patch(him, json={"role": "owner"}).json()["role"] == "owner"
    assert ann.delete(f"{quartet}/members/{ann.user['id']}").status_code == 204
    assert ann.get(f"{quartet}/members").status_code == 404


def test_ended_and_brought_back(ann, bob, quartet):
    bob.post(f"{quartet}/join")
    assert ann.delete(quartet).status_code == 204
    assert bob.get(quartet).status_code == 404
    assert [one["deleted_at"] is None for one in ann.get(G).json()["items"]] == [False]
    assert ann.post(f"{quartet}/restore").json()["members"] == 2
    assert bob.get(quartet).json()["role"] == "member"


def test_a_picture_is_sent_by_who_leads(ann, bob, quartet):
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "teal").save(out, "PNG")
    assert (
        bob.put(f"{quartet}/picture", content=out.getvalue(), headers={"Content-Type": "image/png"}).status_code == 404
    )
    sent = ann.put(f"{quartet}/picture", content=out.getvalue(), headers={"Content-Type": "image/png"})
    assert sent.status_code == 200, sent.text
    assert bob.get(quartet).json()["picture_url"]
    assert ann.put(f"{quartet}/picture", content=b"no picture").status_code == 422
    assert ann.delete(f"{quartet}/picture").status_code == 204
    assert bob.get(quartet).json()["picture_url"] is None


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": "x" * 81},
        {"name": "x", "joining": "closed"},
        {"name": "x", "max_members": 0},
        {"name": "x", "max_members": 501},
        {"name": "x", "max_members": 10**30},
        {"name": "x", "description": "x" * 2001},
        {"name": "x", "rankings": "perhaps"},
        {"name": "x", "owner": "me"},
    ],
)
def test_what_makes_no_sense_is_refused(ann, body):
    assert ann.post(G, json=body).status_code == 422


def test_a_name_is_never_emptied(ann, quartet):
    assert ann.patch(quartet, json={"name": " "}).status_code == 422
    assert ann.patch(quartet, json={"name": None}).status_code == 422
    assert ann.patch(quartet, json={"description": None}).json()["description"] == ""
