"""Links over REST: made, listed, taken back, by whose they are alone."""

from datetime import UTC, datetime, timedelta

import pytest

SHARES = "/api/v1/shares"
SOON = (datetime.now(UTC) + timedelta(days=7)).isoformat()


def views(client):
    return [one["views"] for one in client.get(SHARES).json()["items"]]


def test_a_link_is_made_listed_with_its_address_and_taken_back(ann, played, share, visitor):
    made = share(ann, "session", played.id, expires_at=SOON)
    assert made.keys() >= {"id", "url", "kind", "expires_at", "views"}
    assert (made["kind"], made["views"], made["session_id"]) == ("session", 0, played.id)
    assert made["url"].startswith("http://woodshed.example/s/")
    assert ann.get(SHARES).json()["items"] == [made]
    assert visitor.get(made["url"]).status_code == 200
    for _ in range(2):
        assert ann.delete(f"{SHARES}/{made['id']}").status_code == 204
    assert ann.get(SHARES).json()["items"] == []
    assert visitor.get(made["url"]).status_code == 410


def test_two_links_to_one_thing_are_two(ann, share):
    one, other = share(ann, "profile"), share(ann, "profile", ann.user["id"])
    assert one["url"] != other["url"]
    assert len(one["url"].rpartition("/")[2]) * 5.9 > 128


def test_what_is_not_ones_own_can_not_be_shared(ann, bob, played, share):
    made = share(ann, "session", played.id)
    for kind, identity in (("session", played.id), ("recording", played.kept)):
        assert bob.post(SHARES, json={"kind": kind, "id": identity}).status_code == 404
    assert bob.delete(f"{SHARES}/{made['id']}").status_code == 404
    assert bob.get(SHARES).json()["items"] == []
    assert bob.post(SHARES, json={"kind": "profile", "id": ann.user["id"]}).status_code == 422


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "group"},
        {"kind": "everything"},
        {},
        {"kind": "session"},
        {"kind": "recording"},
        {"kind": "profile", "expires_at": "2020-01-01T00:00:00Z"},
        {"kind": "profile", "expires_at": "2030-01-01T00:00:00"},
        {"kind": "profile", "views": 5},
    ],
)
def test_what_can_not_be_a_link_is_said(ann, told):
    answer = ann.post(SHARES, json=told)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_only_a_recording_that_was_kept_can_be_shared(ann, played):
    answer = ann.post(SHARES, json={"kind": "recording", "id": played.lost})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_kept")


def test_who_is_under_age_makes_none_until_a_guardian_allows_it_and_all_end_with_that(sign_up, share, sql, visitor):
    mina = sign_up("Mina")
    sql("UPDATE users SET birth_year = %s WHERE id = %s", datetime.now(UTC).year - 11, mina.user["id"])
    answer = mina.post(SHARES, json={"kind": "profile"}, headers={"Accept-Language": "ko"})
    assert (answer.status_code, answer.json()["code"]) == (403, "guardian_first")
    assert "선생님" in answer.json()["detail"]
    sql("UPDATE users SET allows = '{public_shares}' WHERE id = %s", mina.user["id"])
    made = share(mina, "profile")
    assert visitor.get(made["url"]).status_code == 200
    sql("UPDATE users SET allows = '{}' WHERE id = %s", mina.user["id"])
    assert visitor.get(made["url"]).status_code == 410


def test_nobody_has_more_links_than_two_hundred(ann, share, sql):
    many = (
        "INSERT INTO share (id, user_id, kind, token_hash, created_at, revoked_at) SELECT gen_random_uuid(), %s,"
        " 'profile', int4send(n), now() - %s::interval, {} FROM generate_series(1, 200) n"
    )
    sql(many.format("now()"), ann.user["id"], "2 days")
    share(ann, "profile")
    sql("UPDATE share SET revoked_at = NULL")
    assert ann.post(SHARES, json={"kind": "profile"}).json()["code"] == "quota_things"
    sql("UPDATE share SET revoked_at = now(), created_at = now()")
    assert ann.post(SHARES, json={"kind": "profile"}).json()["code"] == "quota_new"


def test_openings_by_people_are_counted_and_no_others(ann, share, visitor):
    url = share(ann, "profile")["url"]
    firefox = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"}
    in_talk = {"User-Agent": "Mozilla/5.0 (Linux; Android 16) Chrome/150 Mobile Safari/537.36 KAKAOTALK 26.1.0"}
    for headers in (
        {"User-Agent": "facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "facebookexternalhit/1.1;line-poker/1.0"},
        {"User-Agent": "WhatsApp/2.23.20.0"},
        firefox | {"Sec-Purpose": "prefetch;prerender"},
    ):
        assert visitor.get(url, headers=headers).status_code == 200
    visitor.get(f"{url}.png", headers=firefox)
    visitor.head(url, headers=firefox)
    ann.get(url, headers=firefox)
    assert views(ann) == [0]
    for headers in (firefox, in_talk):
        visitor.get(url, headers=headers)
    assert views(ann) == [2]
    for _ in range(70):
        visitor.get(url, headers=firefox)
    assert views(ann) == [60]


def test_a_link_whose_token_nobody_can_read_any_more_still_opens(ann, share, visitor, sql):
    url = share(ann, "profile")["url"]
    sql("UPDATE share SET token_sealed = 'nonsense'")
    assert [one["url"] for one in ann.get(SHARES).json()["items"]] == [""]
    assert visitor.get(url).status_code == 200


def test_a_token_stands_nowhere_as_it_is(ann, share, db_urls):
    import psycopg

    token = share(ann, "profile")["url"].rpartition("/")[2]
    with psycopg.connect(db_urls.superuser) as db:
        (stored,) = db.execute("SELECT t::text || encode(token_sealed, 'escape') FROM share t").fetchone()
    assert token not in stored
