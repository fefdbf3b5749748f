"""Every page stays light: its scripts, its styles and its fonts, as they are sent."""

import os

import pytest

from practice_app.run import frontend
from tools.budget import Weight, weigh

SCRIPT_KB, STYLE_KB, FONT_KB = 200, 30, 90


@pytest.fixture(scope="module")
def weights() -> list[Weight]:
    frontend.build(os.environ)
    return weigh(frontend.PAGES)


def test_the_scale_sees_the_pages_and_what_they_load(weights):
    assert {"index", "login", "register"} <= {weight.page for weight in weights}
    assert all(weight.script > 50_000 and weight.style > 5_000 and weight.font > 10_000 for weight in weights)


def test_no_page_loads_more_script_than_an_old_phone_can_take(weights):
    assert {weight.page: weight.script for weight in weights if weight.script > SCRIPT_KB * 1000} == {}


def test_no_page_loads_more_styles_or_fonts_than_agreed(weights):
    heavy = [weight for weight in weights if weight.style > STYLE_KB * 1000 or weight.font > FONT_KB * 1000]
    assert heavy == []


def test_all_fonts_together_are_small():
    fonts = (frontend.PAGES.parents[2] / "assets" / "fonts").glob("*.woff2")
    assert sum(font.stat().st_size for font in fonts) <= FONT_KB * 1000


def test_scripts_wait_for_style_and_letters():
    heads = [page.read_text(encoding="utf-8") for page in frontend.PAGES.rglob("*.html")]
    assert any('rel="modulepreload" fetchpriority="low"' in head for head in heads)
    assert not any('rel="modulepreload" href' in head for head in heads)
