"""The page of a profile: plain HTML, to whom it is shown."""

import pytest

from practice_app.services.accounts import COOKIE
from tests.services.profiles import pictures

ME = "/api/v1/me"
HER_NAME = "<b>Ann</b> \"&'"


def address(person):
    return f"/users/{person.user['id']}"


@pytest.fixture
def shown(ann):
    ann.patch(ME, json={"display_name": HER_NAME, "privacy": {"profile": "everyone"}})
    return ann


def test_hidden_and_none_are_one_page(ann, visitor):
    answers = [visitor.get(one) for one in (address(ann), "/users/01a223f8-8eee-77db-9862-5e1220ae1487", "/users/x")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert answers[0].headers["content-type"].startswith("text/html")
    assert visitor.get(f"{address(ann)}/picture.jpg").status_code == 404


def test_what_somebody_wrote_is_text_and_nothing_runs(shown, visitor):
    bio, tag = "<script>alert(1)</script> & so on", "hobby"
    shown.patch(ME, json={"bio": bio, "hashtags": [tag], "specialties": ["<i>"]})
    page = visitor.get(address(shown))
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert "&lt;b&gt;Ann&lt;/b&gt; &#34;&amp;&#39;" in page.text
    assert "&lt;script&gt;" in page.text
    assert "#hobby" in page.text
    assert "example.com" not in page.text
    assert "script" not in page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert (page.headers["X-Robots-Tag"], page.headers["Cache-Control"]) == ("noindex", "private, no-store")


def test_it_reads_in_the_language_of_who_reads(shown, visitor):
    shown.patch(ME, json={"instruments": ["haegeum"], "instrument_levels": {"haegeum": "advanced"}, "kind": "hobby"})
    page = visitor.get(address(shown), headers={"Accept-Language": "ko"}).text
    assert '<html lang="ko">' in page
    assert all(word in page for word in ("해금", "고급", "취미로 연주"))


def test_it_unfolds_where_it_is_shared(shown, visitor):
    shown.patch(ME, json={"display_name": "Ann", "bio": "Plays in\nthe evening."})
    assert "og:image" not in visitor.get(address(shown)).text
    shown.put(f"{ME}/picture", content=pictures.jpeg())
    page = visitor.get(address(shown)).text
    here = f"http://woodshed.example{address(shown)}"
    for name, told in (("title", "Ann"), ("description", "Plays in the evening."), ("image", f"{here}/picture.jpg")):
        assert f'<meta property="og:{name}" content="{told}">' in page
    led = visitor.get(f"{address(shown)}/picture.jpg", follow_redirects=False)
    assert led.status_code == 302
    assert "-512.jpg" in led.headers["Location"]


def test_who_is_signed_in_sees_what_is_shown_to_them(ann, visitor, bob):
    keys = visitor.post("/api/v1/auth/login", json={"email": "ann@example.com", "password": "fiddle-sticks"})
    assert COOKIE in keys.cookies
    assert visitor.get(address(ann)).status_code == 200
    assert visitor.get(address(bob)).status_code == 404
