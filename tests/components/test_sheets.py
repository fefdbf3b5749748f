"""A page is drawn with its own style sheets: none is missing, none is another page's, all are there with no network."""

import os
import re
from pathlib import Path

import pytest

from practice_app.i18n_catalogs import messages
from practice_app.metrics.told import for_page
from practice_app.pwa import shell
from practice_app.reflex_seams.published import ROOT, scripts
from practice_app.run import frontend
from practice_app.run.frontend import PAGES

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_GIVEN = re.compile(r'class="([^"]*)"')
_LINK = re.compile(r"<link\b[^>]*>")
_SHEET = re.compile(r'href="(/assets/[^"#]+\.css)#?"')
_IMPORTED = re.compile(r"""\bimport\s+["'](\.{1,2}/[^"']+\.css)["']""")
_LITERAL = re.compile(r"""["`]([^"`\\]+)["`]""")
_DRAWN = re.compile(r'\bsheet\("([^"]+)"\)')


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    frontend.build(os.environ)
    return {page.stem: page.read_text(encoding="utf-8") for page in PAGES.glob("*.html")}


def linked(page: str) -> list[Path]:
    """The sheets that a page's markup links, in their order."""
    links = [link for link in _LINK.findall(page) if 'rel="stylesheet"' in link]
    return [PAGES / _SHEET.search(link)[1].lstrip("/") for link in links]


def styled(sheets: list[Path]) -> set[str]:
    """The classes that sheets speak of."""
    return {name for sheet in sheets for name in _CLASS.findall(sheet.read_text(encoding="utf-8"))}


def test_no_class_of_a_page_is_left_without_its_sheet(pages):
    known = styled(list(PAGES.glob("assets/*.css")))
    for name, page in pages.items():
        given = {one for classes in _GIVEN.findall(page) for one in classes.split()}
        assert (given & known) - styled(linked(page)) == set(), name


@pytest.mark.parametrize(
    ("page", "own", "others"),
    [
        ("login", "entrance", {"hero-stave", "journal", "calendar", "stand", "piece", "settings-part"}),
        ("journal", "calendar", {"hero-stave", "entrance", "stand", "picture", "piece", "settings-part"}),
        ("pieces", "piece", {"hero-stave", "calendar", "stand", "picture", "figure-row", "settings-part"}),
        ("settings", "settings-part", {"hero-stave", "calendar", "stand", "picture", "piece"}),
        ("practice", "stand", {"hero-stave", "calendar", "picture", "piece", "tempo-panel", "running-clock"}),
    ],
)
def test_a_page_loads_no_sheet_of_another(pages, page, own, others):
    classes = styled(linked(pages[page]))
    assert own in classes
    assert classes & others == set()


def test_what_every_page_is_drawn_with_comes_first(pages):
    for name, page in pages.items():
        first, *others = linked(page)
        assert first.name.startswith("__reflex_global_styles"), name
        assert all(not sheet.name.startswith("__reflex") for sheet in others)


def test_what_the_catalogue_says_of_figures_is_there_once(pages):
    meaning = next(iter(for_page().values()))["meaning"]
    holding = [script for script in PAGES.glob("assets/*.js") if meaning in script.read_text(encoding="utf-8")]
    assert pages
    assert [script.name.partition("-")[0] for script in holding] == ["metrics"]


def test_what_opens_with_no_network_has_its_sheets(pages):
    kept, drawn = shell(PAGES)
    assert {"sessions/:session_id", "pieces/:piece_id", "journal", "pieces", "calendar", "settings"} <= set(drawn)
    for name in {"practice", "add", *drawn} & set(pages):
        assert set(linked(pages[name])) <= set(kept), name
    chunks = [path.read_text(encoding="utf-8") for path in kept if path.suffix == ".js" and "manifest" not in path.name]
    late = {PAGES / name for chunk in chunks for name in re.findall(r"assets/[\w.-]+\.css", chunk)}
    assert late
    assert late <= set(kept)


def test_what_opens_with_no_network_has_its_words(pages):
    kept, _drawn = shell(PAGES)
    texts = {*messages("ko", more=True)} | {*messages("zh-Hant", more=True)}
    away = {text for text in texts if " " in text}  # single words are keys of something, too
    for path in kept:
        if path.suffix == ".js" and "manifest" not in path.name:
            said = set(_LITERAL.findall(path.read_text(encoding="utf-8")))
            assert away & said == set(), path.name


def test_every_sheet_belongs_to_a_page():
    source = ROOT / "practice_app"
    imported = {
        (script.parent / name).resolve()
        for script in source.rglob("*.jsx")
        for name in _IMPORTED.findall(script.read_text(encoding="utf-8"))
    }
    drawn = {
        (source / "components" / name).resolve()
        for module in source.rglob("*.py")
        for name in _DRAWN.findall(module.read_text(encoding="utf-8"))
    }
    sheets = {ROOT / script for script in scripts() if script.suffix == ".css"}
    assert sheets - imported - drawn == set()
