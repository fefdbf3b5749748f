"""A group's link: sums of those who share, members as they chose to be named, and nothing else of anybody."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from practice_app.services.sharing import drawing, opening, telling
from tests.services import people

G, SHARES = "/api/v1/groups", "/api/v1/shares"


@pytest.fixture
def club(ann, bob, sign_up):
    """Ann's section, which publishes: Bob by his name with minutes, Eve Quist by initials, Dan with nothing."""
    made = ann.post(G, json={"name": "Celli & Bässe 첼로", "description": "<b>Mondays</b>", "public_dashboard": True})
    here = f"{G}/{made.json()['id']}"
    eve, dan = sign_up("Eve Quist", email="eve@example.com"), sign_up("Daniel Secret", email="dan@example.com")
    code = ann.post(f"{here}/invites").json()["code"]
    chosen = ((bob, "minutes", "name"), (eve, "statistics", "initials"), (dan, "nothing", "name"))
    for n, (who, level, named) in enumerate(chosen):
        assert who.post(f"{G}/join/{code}").status_code == 201
        people.session(UUID(who.user["id"]), datetime.now(UTC) - timedelta(days=8, hours=1), 20 + 17 * n)
        assert who.put(f"{here}/sharing", json={"level": level, "named": named}).status_code == 200
    ann.eve, ann.dan = eve, dan
    return here


def link(client, here):
    answer = client.post(SHARES, json={"kind": "group", "id": here.rpartition("/")[2]})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_it_shows_what_members_allow_and_no_more(ann, club, visitor):
    made = link(ann, club)
    assert (made["kind"], made["title"], made["opens"], made["views"]) == ("group", "Celli & Bässe 첼로", True, 0)
    shown = visitor.get(made["url"], headers={"User-Agent": "Firefox"})
    assert shown.status_code == 200
    for told in (
        "Celli &amp; Bässe 첼로",
        "&lt;b&gt;Mondays",
        "Members: 4",
        "57 min",
        "Bob",
        "20 min",
        "E. Q.",
        "37 min",
    ):
        assert told in shown.text, told
    for secret in ("Quist", "54 min", ">Ann<", "<script", ann.dan.user["id"]):
        assert secret not in shown.text, secret
    assert "Daniel Secret" in shown.text  # named, and no time beside it
    assert ann.get(SHARES).json()["items"][0]["views"] == 1


def test_what_is_not_sure_is_a_band_on_the_page_and_its_picture(ann, bob, club, visitor):
    bobs = UUID(bob.user["id"])
    row = people.session(bobs, datetime.now(UTC) - timedelta(days=1), 30)
    figures = [people.metric("played_s", 900.0, 0.5, low=600.0, high=1320.0)]
    people.heard(row, bobs, people.take(row, bobs), 1800, 900, metrics=figures)
    made = link(ann, club)
    shown = visitor.get(made["url"]).text.replace("\u00a0", " ")
    assert '<li><span>Bob</span> <span class="quiet">about 10 min to 22 min played' in shown
    assert "<dd>about 10 min to 22 min</dd>" in shown  # of all: nobody else was recorded
    drawn = drawing.svg(telling.told(opening.opened(made["url"].rpartition("/")[2]), "zh-Hant"))
    assert "大約 10 分鐘 到 22 分鐘" in drawn


def test_what_is_taken_back_is_gone_at_once(ann, bob, club, visitor):
    url = link(ann, club)["url"]
    bob.put(f"{club}/sharing", json={"level": "nothing"})
    shown = visitor.get(url).text
    assert "Bob" in shown
    assert "20 min" not in shown
    assert "57 min" not in shown
    bob.put(f"{club}/sharing", json={"level": "minutes", "named": "not"})
    shown = visitor.get(url).text
    assert "Bob" not in shown
    assert "57 min" in shown
    bob.delete(f"{club}/members/{bob.user['id']}")
    assert "Members: 3" in visitor.get(url).text
    assert "57 min" not in visitor.get(url).text


def test_owners_and_admins_of_a_group_that_publishes_make_one(ann, bob, club, sign_up, visitor):
    body = {"kind": "group", "id": club.rpartition("/")[2]}
    assert bob.post(SHARES, json=body).status_code == 403
    assert sign_up("Stranger").post(SHARES, json=body).status_code == 404
    ann.patch(f"{club}/members/{bob.user['id']}", json={"role": "admin"})
    his = link(bob, club)["url"]
    assert visitor.get(his).status_code == 200
    ann.patch(f"{club}/members/{bob.user['id']}", json={"role": "member"})
    assert visitor.get(his).status_code == 410
    assert not bob.get(SHARES).json()["items"][0]["opens"]
    ann.patch(club, json={"public_dashboard": False})
    refused = ann.post(SHARES, json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_public")


def test_it_ends_with_what_it_shows_and_when_it_is_taken_back(ann, club, visitor, sql):
    first, second = link(ann, club), link(ann, club)
    ann.patch(club, json={"public_dashboard": False})
    assert visitor.get(first["url"]).status_code == visitor.get(first["url"] + ".png").status_code == 410
    ann.patch(club, json={"public_dashboard": True})
    assert ann.delete(f"{SHARES}/{first['id']}").status_code == 204
    assert visitor.get(first["url"]).status_code == 410
    assert visitor.get(second["url"]).status_code == 200
    sql("UPDATE share SET expires_at = now() - interval '1 s' WHERE id = %s", second["id"])
    assert visitor.get(second["url"]).status_code == 410
    third = link(ann, club)
    ann.delete(club)
    assert visitor.get(third["url"]).status_code == 410


def test_nobody_under_age_is_named_unless_a_guardian_allows_it(ann, club, visitor, sql):
    url = link(ann, club)["url"]
    year = datetime.now(UTC).year - 11
    sql("UPDATE users SET birth_year = %s WHERE display_name = 'Eve Quist'", year)
    assert "E. Q." not in visitor.get(url).text
    sql("UPDATE users SET allows = '{public_shares}' WHERE display_name = 'Eve Quist'")
    assert "E. Q." in visitor.get(url).text


def test_its_picture_is_drawn_in_every_script(ann, club, visitor):
    made = link(ann, club)
    link_shown = opening.opened(made["url"].rpartition("/")[2])
    for locale, word in (("en", "Members: 4"), ("ko", "회원 4명"), ("zh-Hant", "成員 4 位")):
        drawn = drawing.svg(telling.told(link_shown, locale))
        assert "Celli &amp; Bässe 첼로" in drawn
        assert word in drawn
        assert drawn.count(f'fill="{drawing.GREEN}"') > 1  # the mark, and a bar for the week
    picture = visitor.get(made["url"] + ".png")
    assert (picture.status_code, picture.content[:4]) == (200, b"\x89PNG")


def test_a_section_leader_sees_who_shares_and_strangers_what_is_published(ann, bob, sign_up, visitor):
    """Three come in three ways and share what each likes; a challenge runs; the link shows just what it may."""
    here = f"{G}/{ann.post(G, json={'name': 'Section', 'joining': 'open', 'public_dashboard': True}).json()['id']}"
    eve, dan = sign_up("Eve", email="eve@example.com"), sign_up("Dan", email="dan@example.com")
    assert bob.post(f"{here}/join").status_code == 201
    ann.patch(here, json={"joining": "request"})
    assert eve.post(f"{here}/join").status_code == 202
    ann.post(f"{here}/join-requests/{eve.user['id']}", json={"accept": True})
    assert dan.post(f"{G}/join/{ann.post(f'{here}/invites').json()['code']}").status_code == 201
    for who, level, named in ((bob, "sessions", "name"), (eve, "minutes", "not"), (dan, "nothing", "initials")):
        who.put(f"{here}/sharing", json={"level": level, "named": named})
        people.session(UUID(who.user["id"]), datetime.now(UTC) - timedelta(hours=1), 30)
    today = datetime.now(UTC).date()
    days = {"from": str(today - timedelta(days=1)), "to": str(today + timedelta(days=1))}
    ann.post(f"{here}/challenges", json={"title": "Every day", "measure": "days", "target": 1} | days)
    (challenge,) = bob.get(f"{here}/challenges").json()["items"]
    assert (challenge["value"], challenge["taking_part"]) == (2, 2)
    told = {one["user"]["display_name"]: one["seconds"] for one in ann.get(f"{here}/dashboard").json()["members"]}
    assert told == {"Ann": None, "Bob": 1800, "Dan": None, "Eve": 1800}
    shown = visitor.get(link(ann, here)["url"]).text
    for part, there in (("Section", True), ("Bob", True), ("D.", True), ("Eve", False), ("Dan<", False)):
        assert (part in shown) == there, part
