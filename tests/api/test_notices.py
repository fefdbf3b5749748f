"""The privacy page and the terms, as anybody reads them."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from practice_app import notices
from practice_app.locales.choosing import LANGUAGES
from practice_app.notices import filling
from practice_app.services.accounts import consents, term
from practice_app.settings import get_settings

OPERATOR = {
    "OPERATOR_NAME": "Cello School <Seoul>",
    "OPERATOR_CONTACT": "office@cello.example",
    "OPERATOR_ADDRESS": "12 Bow Street",
    "OPERATOR_COUNTRY": "Korea",
    "OPERATOR_HOST": "a machine in our cellar",
    "BACKUP_DAYS": "30",
}


@pytest.fixture
def house(monkeypatch, tmp_path, db_urls):
    """What the operator says, in settings and in files."""

    def told(**settings):
        for name in OPERATOR:
            monkeypatch.delenv(name, raising=False)
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("WOODSHED_HOME", str(tmp_path))
        get_settings.cache_clear()
        return Path(tmp_path)

    yield told
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def anybody(rest):
    return TestClient(rest, base_url="http://woodshed.example")


@pytest.mark.parametrize("kind", notices.NOTICES)
@pytest.mark.parametrize("locale", LANGUAGES)
def test_it_reads_with_no_script_no_cookie_and_nothing_from_elsewhere(house, anybody, kind, locale):
    house(**OPERATOR)
    answer = anybody.get(f"/{kind}?lang={locale}")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    page = answer.text
    assert f'<html lang="{locale}">' in page
    assert "Cello School &lt;Seoul&gt;" in page
    assert "office@cello.example" in page
    assert not [part for part in ("<script", "<style", "style=", "://", "{", "<img") if part in page]


def test_what_nobody_said_is_left_out_and_that_is_said(house, anybody):
    house()
    page = anybody.get("/privacy", headers={"accept-language": "en"}).text
    assert "has not said yet who they are" in page
    assert "It stands here" not in page
    assert "Backups" not in page
    assert filling.missing() == list(OPERATOR)
    terms = anybody.get("/terms", headers={"accept-language": "ko"}).text
    assert "이 Woodshed를 운영하는 곳" in terms
    house(**OPERATOR)
    page = anybody.get("/privacy", headers={"accept-language": "en"}).text
    assert "has not said" not in page
    assert "for 30 days" in page
    assert filling.missing() == []


def test_the_operators_own_words_stand_at_the_end_and_are_no_markup(house, anybody):
    folder = house(**OPERATOR) / "notices"
    folder.mkdir()
    (folder / "terms.txt").write_text("No drums after ten.\n\n<b>Please.</b>")
    (folder / "terms.ko.txt").write_text("열 시 이후에는 드럼 금지.")
    page = anybody.get("/terms?lang=en").text
    assert "No drums after ten." in page
    assert "&lt;b&gt;Please.&lt;/b&gt;" in page
    assert "드럼 금지" in anybody.get("/terms?lang=ko").text


def test_it_is_read_in_ones_own_language(house, anybody):
    house()
    assert '<html lang="ko">' in anybody.get("/privacy", headers={"accept-language": "ko-KR,en;q=0.5"}).text
    chosen = {"accept-language": "en", "cookie": "woodshed_locale=zh-Hant"}
    assert '<html lang="zh-Hant">' in anybody.get("/privacy", headers=chosen).text
    assert '<html lang="en">' in anybody.get("/privacy?lang=xx", headers={"accept-language": "en"}).text


def test_what_it_promises_is_what_is_done():
    assert filling.DAYS == term.DAYS
    assert consents.TEXT_VERSION == notices.VERSION
