"""How long browsers keep things, and that pages come without a detour."""

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from practice_app.http import guarded
from practice_app.ids import new_id
from practice_app.reflex_seams import pages as seam
from practice_app.server import front
from practice_app.settings import get_settings


@pytest.mark.parametrize(
    ("path", "status", "kind", "kept"),
    [
        ("/assets/root-B4OaFBgy.js", 200, "text/javascript", front.FOR_EVER),
        ("/assets/gone-B4OaFBgy.js", 404, "text/html; charset=utf-8", front.ASK_EACH_TIME),
        ("/practice", 200, "text/html; charset=utf-8", front.ASK_EACH_TIME),
        ("/sw.js", 200, "text/javascript", front.ASK_EACH_TIME),
        ("/manifest.webmanifest", 200, "application/manifest+json", front.ASK_EACH_TIME),
        ("/fonts/inter.woff2", 200, "font/woff2", front.A_MONTH),
        ("/api/v1/me", 200, "application/json", front.NEVER),
        ("/_event/", 200, "text/plain", None),
    ],
)
def test_what_is_named_by_its_content_is_kept_and_the_rest_is_asked_for(path, status, kind, kept):
    assert front.lifetime(path, status, kind) == kept


@pytest.fixture
def client(tmp_path, monkeypatch, db_urls):
    pages = tmp_path / "build" / "client"
    (pages / "practice").mkdir(parents=True)
    (pages / "practice" / "index.html").write_text("<h1>Practice</h1>")
    (pages / "pieces" / "_").mkdir(parents=True)
    (pages / "pieces" / "_" / "index.html").write_text("<h1>Piece</h1>")
    monkeypatch.setattr(seam, "get_web_dir", lambda: tmp_path)
    inner = Starlette(routes=[Mount("/", StaticFiles(directory=pages, html=True))])
    return TestClient(front.Front(inner), follow_redirects=False)


def test_a_page_comes_at_once_under_its_plain_address(client):
    answer = client.get("/practice?from=shortcut")

    assert (answer.status_code, answer.text) == (200, "<h1>Practice</h1>")
    assert answer.headers["cache-control"] == "no-cache"


def test_a_page_whose_address_names_something_comes_as_it_was_drawn_for_whichever_it_is(client):
    answer = client.get("/pieces/0198c0de?from=link")

    assert (answer.status_code, answer.text) == (200, "<h1>Piece</h1>")
    assert client.get("/pieces/0198c0de/more").status_code == 404


@pytest.fixture
def board(client, tmp_path):
    """The app has a page for the board and one for its threads; those for everybody are not here."""
    for page in ("forum", "forum/_"):
        folder = tmp_path / "build" / "client" / page
        folder.mkdir(parents=True)
        (folder / "index.html").write_text("<h1>The app</h1>")
    return client


def test_a_board_for_everybody_is_the_app_for_whoever_is_signed_in(board, monkeypatch):
    monkeypatch.setattr(get_settings(), "public_board", True)
    signed_in = {"Cookie": f"{guarded.SESSION}=whatever"}
    for page in ("/forum", f"/forum/{new_id()}"):
        assert board.get(page, headers=signed_in).text == "<h1>The app</h1>"
        assert "The app" not in board.get(page).text
    assert board.get("/forum/new").text == "<h1>The app</h1>"


def test_a_profile_is_the_app_for_whoever_is_signed_in(client, tmp_path):
    folder = tmp_path / "build" / "client" / "users" / "_"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<h1>The app</h1>")
    signed_in = {"Cookie": f"{guarded.SESSION}=whatever"}
    assert client.get(f"/users/{new_id()}", headers=signed_in).text == "<h1>The app</h1>"
    assert "The app" not in client.get(f"/users/{new_id()}").text


def test_a_board_that_is_not_for_everybody_is_the_app_for_all(board):
    assert board.get("/forum").text == board.get(f"/forum/{new_id()}").text == "<h1>The app</h1>"


@pytest.mark.parametrize("path", ["/../secrets.json", "/practice/../../secrets.json", "/%2e%2e/secrets.json"])
def test_no_path_leads_out_of_the_pages(client, tmp_path, path):
    (tmp_path / "secrets.json").write_text("secret")
    assert "secret" not in client.get(path).text


def test_an_answer_that_says_how_long_it_keeps_is_left_alone(db_urls):
    told = PlainTextResponse("x", headers={"Cache-Control": "max-age=1"})
    client = TestClient(front.Front(told))
    assert client.get("/anything").headers["cache-control"] == "max-age=1"
