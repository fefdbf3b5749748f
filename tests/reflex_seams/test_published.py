"""A script is imported by the path where it lies: published there, once, with each build."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_app.components.ui.island import _Net
from practice_app.reflex_seams.published import PLACE, ROOT, ScriptsPlugin, published, scripts

#: What the build has besides our files: packages, and Reflex's own modules.
PACKAGES = {"react", "react-dom", "react-router", "idb", "perfect-freehand", "vitest", "fake-indexeddb/auto"}
OF_PACKAGES = ("@noble/hashes/", "abcjs/", "$/utils/", "node:")
_IMPORTED = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"'\n]+)["']""")


def local() -> list[Path]:
    return [file for kind in ("*.js", "*.jsx") for file in sorted((ROOT / "practice_app").rglob(kind))]


def imports(file: Path) -> Iterator[str]:
    """What a script imports, as it is written; addresses of types among them."""
    for name in _IMPORTED.findall(file.read_text(encoding="utf-8")):
        if name not in PACKAGES and not name.startswith(OF_PACKAGES) and " " not in name:
            yield name.partition("?")[0]


def test_every_import_of_a_script_is_the_path_to_a_file():
    lost = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in local()
        for name in imports(file)
        if not (name.startswith(".") and any(map(Path.is_file, candidates(file.parent / name))))
    ]
    assert lost == []


def candidates(path: Path) -> list[Path]:
    """The file, or the types that are declared under its name."""
    return [path, path.with_name(path.name + ".d.ts")]


def test_what_a_published_script_imports_is_published():
    known = {script.as_posix() for script in scripts()}
    missing = [
        f"{script}: {name}"
        for script in scripts()
        for name in re.findall(
            r"""^(?:import|export)\b[^"'\n]*["'](\.[^"'\n]+)["'];""", (ROOT / script).read_text(), re.M
        )
        if posixpath.normpath(posixpath.join(script.parent, name.partition("?")[0])) not in known
    ]
    assert missing == []


def test_every_script_is_published_once_under_its_own_path():
    places = [path for path, _ in ScriptsPlugin().get_static_assets()]
    assert len(places) == len(set(places)) > 150
    for path, text in ScriptsPlugin().get_static_assets():
        assert (ROOT / path.relative_to(PLACE)).read_text(encoding="utf-8") == text


def test_no_test_is_published():
    assert not [script for script in scripts() if ".test." in script.name or "testing" in script.parts]


def test_a_component_imports_its_script_where_it_lies():
    assert _Net.library == "$/public/external/practice_app/components/ui/net.jsx"


def test_what_an_earlier_build_published_elsewhere_goes(tmp_path, monkeypatch):
    monkeypatch.setattr("practice_app.reflex_seams.published.WEB", tmp_path)
    kept, old = tmp_path / PLACE / "practice_app/i18n.js", tmp_path / PLACE / "practice_app/i18n/i18n.js"
    for file in (kept, old):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    ScriptsPlugin().pre_compile()
    assert (kept.exists(), old.exists()) == (True, False)


def test_a_file_that_is_not_there_is_noticed():
    with pytest.raises(FileNotFoundError):
        published("no-such-island.jsx")
