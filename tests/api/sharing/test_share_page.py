"""What a link shows: whole without a script, what it is of and nothing else, and gone when it is."""

import io

from PIL import Image

from tests.api.sharing.conftest import NOTE

UNSAID = (NOTE, "ann@example.com", "17:00", "<No.", "<script", "style=")


def opened(visitor, made, **headers):
    answer = visitor.get(made["url"], headers=headers)
    assert answer.status_code == 200
    return answer


def test_a_session_reads_without_account_or_script(ann, played, share, visitor):
    page = opened(visitor, share(ann, "session", played.id))
    told = (
        "Partita &lt;No. 2&gt;",
        "Ann",
        "Mon, Mar 2, 2026",
        "Violin",
        "15 min",
        "played",
        "45 min",
        "by the clock",
    )
    assert not [word for word in told if word not in page.text]
    assert not [word for word in ("by the clock", "96 bpm", "quite sure") if word not in page.text]
    assert "<path d=" in page.text
    assert not [word for word in (*UNSAID, "audio", played.id, ann.user["id"]) if word in page.text]


def test_what_was_played_is_told_between_what_and_what_where_it_is_not_sure(ann, played, share, visitor, sql):
    made = [share(ann, "session", played.id), share(ann, "recording", played.kept)]
    band = '[{"key": "played_s", "value": 900, "unit": "s", "confidence": 0.5, "low": 780, "high": 1080}]'
    sql("UPDATE analyses SET metrics = %s::jsonb", band)
    for link in made:
        page = opened(visitor, link)
        assert "about 13 min to 18 min" in page.text.replace("\u00a0", " ")
        assert "15 min" not in page.text


def test_its_headers_keep_it_quiet_and_let_nothing_run(ann, played, share, visitor):
    headers = opened(visitor, share(ann, "session", played.id)).headers
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "private, no-store"
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert (policy["default-src"], "script-src" in policy) == ("'none'", False)
    assert "Set-Cookie" not in headers


def test_it_unfolds_with_a_title_and_a_picture(ann, played, share, visitor):
    made = share(ann, "session", played.id)
    page = opened(visitor, made).text
    for name, value in (
        ("title", "Partita &lt;No. 2&gt;"),
        ("url", made["url"]),
        ("image", f"{made['url']}.png"),
        ("image:width", "1200"),
        ("image:height", "630"),
    ):
        assert f'<meta property="og:{name}" content="{value}">' in page
    assert "og:description" in page
    assert '<meta name="robots" content="noindex">' in page
    answer = visitor.get(f"{made['url']}.png")
    assert answer.headers["content-type"] == "image/png"
    assert len(answer.content) < 300_000
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (1200, 630)


def test_it_reads_in_the_language_of_who_reads_else_of_who_shared_it(ann, played, share, visitor):
    made = share(ann, "session", played.id)
    ann.patch("/api/v1/me", json={"locale": "zh-Hant"})
    visitor.headers.pop("accept-language", None)
    assert '<html lang="zh-Hant">' in opened(visitor, made).text
    korean = opened(visitor, made, **{"Accept-Language": "ko,en;q=0.5"}).text
    assert '<html lang="ko">' in korean
    assert "바이올린" in korean
    assert "2026년 3월 2일" in korean


def test_a_recording_is_played_by_an_address_that_is_good_for_a_while(ann, played, share, visitor):
    made = share(ann, "recording", played.kept)
    page = opened(visitor, made).text
    assert f'src="{made["url"].removeprefix("http://woodshed.example")}/media"' in page
    assert "96 bpm" in page
    assert "45 min" not in page
    assert not [word for word in (*UNSAID, played.id, played.kept) if word in page]
    led = visitor.get(f"{made['url']}/media", follow_redirects=False)
    assert led.status_code == 302
    assert "X-Amz-Expires=1500&" in led.headers["Location"]
    ann.delete(f"/api/v1/shares/{made['id']}")
    assert visitor.get(f"{made['url']}/media", follow_redirects=False).status_code == 410


def test_a_session_plays_no_recording(ann, played, share, visitor):
    made = share(ann, "session", played.id)
    assert visitor.get(f"{made['url']}/media", follow_redirects=False).status_code == 404


def test_a_profile_shows_what_everyone_sees_and_else_the_name(ann, share, visitor):
    ann.patch("/api/v1/me", json={"bio": "Plays in the evening."})
    made = share(ann, "profile")
    page = opened(visitor, made).text
    assert "Ann" in page
    assert "Plays in the evening." not in page
    assert ann.user["id"] not in page
    ann.patch("/api/v1/me", json={"privacy": {"profile": "everyone"}})
    page = opened(visitor, made).text
    assert "Plays in the evening." in page
    assert "In the last four weeks" not in page
    ann.patch("/api/v1/me", json={"privacy": {"statistics": "everyone"}})
    assert "In the last four weeks" in opened(visitor, made).text


def test_in_quiet_mode_no_link_tells_what_was_earned(ann, played, share, visitor):
    ann.patch("/api/v1/me", json={"privacy": {"profile": "everyone", "statistics": "everyone"}})
    title = ann.put("/api/v1/me/title", json={"key": "sessions-1"}).json()["title"]
    links = [share(ann, "profile"), share(ann, "dashboard"), share(ann, "session", played.id)]
    assert title in opened(visitor, links[0]).text
    ann.patch("/api/v1/me", json={"quiet": True})
    for link in links:
        page = opened(visitor, link).text
        assert not [word for word in (title, "in a row", "point", "freeze", "challenge") if word in page.casefold()]
        assert title not in page


def test_what_was_never_there_is_a_page_too(visitor):
    for token in ("x", "A" * 27, "A" * 300, "%00" * 9, "A" * 26 + "é"):
        for behind, status in (("", 404), (".png", 404), ("/media", 404)):
            assert visitor.get(f"/s/{token}{behind}").status_code == status
    page = visitor.get("/s/x", headers={"Accept-Language": "ko"})
    assert page.headers["content-type"].startswith("text/html")
    assert '<html lang="ko">' in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"


ENDS = (
    "share SET revoked_at",
    "share SET expires_at",
    "practice_sessions SET deleted_at",
    "users SET deleted_at",
    "users SET suspended_at",
    "users SET paused_at",
)


def test_what_is_over_says_so_and_shows_nothing(ann, played, share, visitor, sql):
    made = [share(ann, "session", played.id), share(ann, "recording", played.kept)]
    for change in ENDS:
        sql(f"UPDATE {change} = now() - interval '1 second'")
        for one in made:
            page = visitor.get(one["url"])
            assert page.status_code == 410
            assert "This link is over" in page.text
            assert "Partita" not in page.text
            assert {visitor.get(f"{one['url']}{more}").status_code for more in (".png", "/media")} == {410}
        sql(f"UPDATE {change} = NULL")
    assert visitor.get(made[0]["url"]).status_code == 200


def test_a_recording_that_is_kept_no_more_is_shown_no_more(ann, played, share, visitor, sql):
    made = share(ann, "recording", played.kept)
    for change in ("keep = false", "status = 'deleted'", "status = 'uploading'", "media_deleted_at = now()"):
        sql("UPDATE recordings SET keep = true, status = 'ready' WHERE id = %s", played.kept)
        assert visitor.get(made["url"]).status_code == 200
        sql(f"UPDATE recordings SET {change} WHERE id = %s", played.kept)
        assert visitor.get(made["url"]).status_code == 410


def test_a_picture_is_kept_until_what_it_shows_has_another_name_and_goes_with_its_link(
    ann, played, share, visitor, db_urls
):
    from practice_app.services.shared import storage

    made = share(ann, "session", played.id)
    others = set(storage.listed("previews/"))

    def there():
        return set(storage.listed("previews/")) - others

    first = visitor.get(f"{made['url']}.png").content
    (kept,) = there()
    assert visitor.get(f"{made['url']}.png").content == first
    assert there() == {kept}
    ann.patch(f"/api/v1/pieces/{played.piece}", json={"title": "Chaconne"})
    assert visitor.get(f"{made['url']}.png").content != first
    assert len(there() - {kept}) == 1
    ann.delete(f"/api/v1/shares/{made['id']}")
    assert there() == set()


def test_one_network_opens_only_so_much(ann, share, visitor, monkeypatch):
    from practice_app.services.sharing import viewing

    monkeypatch.setattr(viewing, "OPENED", "2/minute")
    made = share(ann, "profile")
    assert [visitor.get(made["url"]).status_code for _ in range(3)] == [200, 200, 429]


def test_of_a_trimmed_recording_a_link_plays_that_part_alone_and_nothing_before_it_is_made(
    ann, played, share, visitor, sql
):
    made = share(ann, "recording", played.kept)
    trim = {"start_s": 300, "end_s": 900}
    assert ann.patch(f"/api/v1/recordings/{played.kept}", json={"trim": trim}).json()["trim"] == trim
    page = opened(visitor, made).text
    assert "still being made" in page
    assert "/media" not in page
    assert "10 min" in page
    assert "20 min" not in page
    assert visitor.get(f"{made['url']}/media", follow_redirects=False).status_code == 404
    for kind in ("cut", "poster"):
        told = "(id, recording_id, user_id, kind, object_key, trim_start_s, trim_end_s, created_at)"
        of = "gen_random_uuid(), r.id, r.user_id, %s, %s, 300, 900, now() FROM recordings r WHERE r.id = %s"
        sql(f"INSERT INTO renditions {told} SELECT {of}", kind, f"films/{kind}", played.kept)
    assert "/media" in opened(visitor, made).text
    for what, key in (("media", "films/cut"), ("poster", "films/poster")):
        led = visitor.get(f"{made['url']}/{what}", follow_redirects=False).headers["Location"]
        assert f"/{key}?" in led
        assert "X-Amz-Expires=900&" in led
