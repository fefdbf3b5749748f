"""Every page stays light: its scripts, its styles and its fonts, as they are sent."""

import gzip
import os

import pytest

from practice_app.run import frontend
from practice_app.run.frontend import PAGES
from tools.budget import Weight, weigh

pytestmark = pytest.mark.xdist_group("budget")  # what they share is made once, by one process

SCRIPT_KB, STYLE_KB, FONT_KB = 200, 30, 90
ISLAND_KB = 40


@pytest.fixture(scope="module")
def weights() -> list[Weight]:
    frontend.build(os.environ)
    return weigh(PAGES)


def test_the_scale_sees_the_pages_and_what_they_load(weights):
    assert {"index", "login", "register"} <= {weight.page for weight in weights}
    assert all(weight.script > 50_000 and weight.style > 5_000 and weight.font > 10_000 for weight in weights)


def test_no_page_loads_more_script_than_an_old_phone_can_take(weights):
    assert {weight.page: weight.script for weight in weights if weight.script > SCRIPT_KB * 1000} == {}


def test_no_page_loads_more_styles_or_fonts_than_agreed(weights):
    heavy = [weight for weight in weights if weight.style > STYLE_KB * 1000 or weight.font > FONT_KB * 1000]
    assert heavy == []


def test_all_fonts_together_are_small():
    fonts = (PAGES.parents[2] / "assets" / "fonts").glob("*.woff2")
    assert sum(font.stat().st_size for font in fonts) <= FONT_KB * 1000


@pytest.mark.usefixtures("weights")
def test_scripts_wait_for_style_and_the_first_frame():
    pages = [page.read_text(encoding="utf-8") for page in PAGES.rglob("*.html")]
    assert all("requestAnimationFrame(() => { files.forEach(fetch)" in page for page in pages)
    assert not any('rel="modulepreload"' in page for page in pages)


#: The page, the store of a session with its recorder and meter, the tools and what listens for them.
PARTS = ("_practice_*", "touch-*", "session_store-*", "panel-*", "input.worklet-*")


def test_the_practice_island_with_all_its_tools_stays_small(weights):
    found = {name: list(PAGES.glob(f"assets/{name}.js")) for name in PARTS}
    assert all(found.values()), found
    sizes = [len(gzip.compress(file.read_bytes())) for files in found.values() for file in files]
    assert sum(sizes) <= ISLAND_KB * 1000
