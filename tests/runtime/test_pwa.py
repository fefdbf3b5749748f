"""What the service worker stores: each page whole, or not at all."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from practice_app import pwa


def _page(static: Path, name: str, chunk: int, imports: str = "") -> dict[str, object]:
    (static / f"{name}.html").write_text(f'<link rel="modulepreload" href="/assets/{name}.js">')
    (static / "assets" / f"{name}.js").write_text(imports + "x" * chunk)
    return {"path": name, "module": f"/assets/{name}.js", "imports": [], "css": ["/assets/all.css#"]}


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build with a shell, a page for each session, and more pages than there is room for."""
    monkeypatch.setattr(pwa, "LIMIT", 5000)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "all.css").write_text("a{}")
    (tmp_path / "assets" / "login.css").write_text("a{}")
    (tmp_path / "assets" / "late.css").write_text("a{}")
    (tmp_path / "assets" / "tools.js").write_text("w=`/assets/ear.js`;deps=['assets/late.css'];" + "x" * 300)
    (tmp_path / "assets" / "ear.js").write_text("x")
    (tmp_path / "assets" / "shared.js").write_text("x" * 900)
    (tmp_path / "i18n").mkdir()
    (tmp_path / "i18n" / "ko.js").write_text("x" * 400)
    (tmp_path / "i18n" / "zh-Hant.js").write_text("x" * 500)
    routes = {
        "practice": _page(tmp_path, "practice", 500, "import(`./tools.js`);"),
        "journal": _page(tmp_path, "journal", 1000, 'import{a}from"./shared.js";'),
        "settings": _page(tmp_path, "settings", 3000),
        "profile": _page(tmp_path, "profile", 10),
        "login": _page(tmp_path, "login", 10) | {"css": ["/assets/all.css#", "/assets/login.css#"]},
        "session": {"path": "sessions/:session_id", "module": "/assets/s.js", "imports": [], "css": []},
    }
    (tmp_path / "assets" / "s.js").write_text("x" * 800)
    told = f"window.__reactRouterManifest={json.dumps({'routes': routes})};"
    (tmp_path / "assets" / "manifest-1.js").write_text(told)
    return tmp_path


def _stored(static: Path) -> set[str]:
    return {path.relative_to(static).as_posix() for path in pwa.shell(static)[0]}


def _told(static: Path, name: str) -> Any:
    worker = pwa.write_service_worker(static).read_text()
    return json.loads(worker.partition(f"const {name} = ")[2].partition(";")[0])


def test_what_is_loaded_later_and_what_has_no_file_are_stored(static: Path) -> None:
    assert {"practice.html", "assets/practice.js", "assets/tools.js", "assets/ear.js", "assets/s.js"} <= _stored(static)


def test_a_further_page_is_stored_with_all_of_its_chunks_or_not_at_all(static: Path) -> None:
    stored = _stored(static)
    assert {"assets/journal.js", "assets/shared.js", "assets/profile.js"} <= stored
    assert not {"assets/settings.js", "assets/login.js"} & stored


def test_sheets_are_stored_with_the_pages_that_have_them_and_the_chunks_that_load_them_late(static: Path) -> None:
    stored = _stored(static)
    assert {"assets/all.css", "assets/late.css"} <= stored
    assert "assets/login.css" not in stored


def test_the_fallback_opens_what_is_stored_without_its_markup(static: Path) -> None:
    assert not {"journal.html", "profile.html"} & _stored(static)
    drawn = _told(static, "DRAWN")
    assert {"/sessions/:session_id", "/journal", "/profile"} <= set(drawn)
    assert not {"/settings", "/login"} & set(drawn)


def test_of_the_languages_there_is_room_for_the_largest(static: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(_told(static, "CATALOGS")) == {"/i18n/ko.js", "/i18n/zh-Hant.js"}
    assert not any(name.startswith("/i18n/") for name in _told(static, "FILES"))
    least = sum(path.stat().st_size for path in pwa.shell(static)[0]) + 500
    monkeypatch.setattr(pwa, "LIMIT", least)
    assert "assets/profile.js" in _stored(static)
    monkeypatch.setattr(pwa, "LIMIT", least - 1)
    assert "assets/profile.js" not in _stored(static)


def test_a_shell_that_has_no_room_is_not_built(static: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pwa, "LIMIT", 1000)
    with pytest.raises(ValueError, match="500 are allowed beside a language"):
        pwa.shell(static)


def test_the_head_knows_which_pages_need_no_more_than_the_stored_words() -> None:
    head = Path(pwa.__file__).parent / "components" / "shell" / "inline" / "head.js"
    (pattern,) = re.findall(r"const STORED =\s+/(.+)/;", head.read_text(encoding="utf-8"))
    stored = re.compile(pattern.replace("\\/", "/"))
    pages = [Path(page).stem for page in pwa.SHELL_PAGES if not page.startswith("__")]
    addresses = ["", *(re.sub(r":\w+", "01", route) for route in (*pages, *pwa.SHELL_ROUTES, *pwa.THEN))]
    assert [address for address in addresses if address != "index" and not stored.match(f"/{address}")] == []
    assert not stored.match("/settings/security")
    assert not stored.match("/forum")
