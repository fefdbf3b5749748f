"""What the service worker stores: each page whole, or not at all."""

import json
from pathlib import Path

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
    (tmp_path / "assets" / "tools.js").write_text("w=`/assets/ear.js`;" + "x" * 300)
    (tmp_path / "assets" / "ear.js").write_text("x")
    (tmp_path / "assets" / "shared.js").write_text("x" * 900)
    routes = {
        "practice": _page(tmp_path, "practice", 500, "import(`./tools.js`);"),
        "journal": _page(tmp_path, "journal", 1000, 'import{a}from"./shared.js";'),
        "reset": _page(tmp_path, "reset", 10),
        "login": _page(tmp_path, "login", 3000),
        "session": {"path": "sessions/:session_id", "module": "/assets/s.js", "imports": [], "css": []},
    }
    (tmp_path / "assets" / "s.js").write_text("x" * 800)
    told = f"window.__reactRouterManifest={json.dumps({'routes': routes})};"
    (tmp_path / "assets" / "manifest-1.js").write_text(told)
    return tmp_path


def _stored(static: Path) -> set[str]:
    return {path.relative_to(static).as_posix() for path in pwa.shell_files(static)}


def test_what_is_loaded_later_and_what_has_no_file_are_stored(static: Path) -> None:
    assert {"practice.html", "assets/practice.js", "assets/tools.js", "assets/ear.js", "assets/s.js"} <= _stored(static)


def test_a_further_page_is_stored_with_all_of_it_or_not_at_all(static: Path) -> None:
    stored = _stored(static)
    assert {"journal.html", "assets/journal.js", "assets/shared.js", "reset.html", "assets/reset.js"} <= stored
    assert not {"login.html", "assets/login.js"} & stored


def test_a_shell_that_has_no_room_is_not_built(static: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pwa, "LIMIT", 1000)
    with pytest.raises(ValueError, match="1000 are allowed"):
        pwa.shell_files(static)


def test_the_worker_knows_which_addresses_vary(static: Path) -> None:
    assert (
        'const VARYING = ["/sessions/:session_id", "/pieces/:piece_id", "/compare/:comparison_id"];'
        in pwa.write_service_worker(static).read_text()
    )
