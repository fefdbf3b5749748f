"""Elements are made by React alone; a style that Emotion would have written is noticed."""

import pytest
import reflex as rx
from reflex_base.compiler.templates import vite_config_template

from practice_app.components.ui.properties import properties
from practice_app.reflex_seams.plain import aliased, unkept
from tests.stack import ROOT

PAGE = 'import { jsx } from "@emotion/react"\n'


@pytest.fixture
def web(tmp_path):
    """Where Reflex writes the sources of its pages."""
    (tmp_path / "app").mkdir()
    return tmp_path


def config() -> str:
    wanted = vite_config_template.__code__.co_varnames[: vite_config_template.__code__.co_argcount]
    given = {"base": "/", "hmr": True, "force_full_reload": True, "experimental_hmr": True, "sourcemap": False}
    return vite_config_template(**{name: given.get(name, False) for name in wanted})


def test_reflex_still_lists_aliases_and_ours_comes_first():
    once = aliased(config())
    assert once.index('find: "@emotion/react"') < once.index('find: "$"')
    assert "./public/external/practice_app/reflex_seams/jsx.js" in once
    assert aliased(once) == once
    assert (ROOT / "practice_app" / "reflex_seams" / "jsx.js").exists()


def test_a_config_without_aliases_is_noticed():
    with pytest.raises(RuntimeError, match="another way"):
        aliased("export default {}")


@pytest.mark.parametrize("styled", [{"style": {"height": "3px"}}, {"width": 3}, {"translate": "no"}])
def test_a_style_is_found(web, styled):
    (web / "app" / "page.jsx").write_text(PAGE + str(rx.el.div(**styled)))
    assert [*unkept(web)]


def test_properties_and_attributes_are_none(web):
    drawn = rx.el.div(rx.el.img(custom_attrs={"width": 3}), custom_attrs=properties(height="3px"), class_name="wide")
    (web / "app" / "page.jsx").write_text(PAGE + str(drawn))
    assert [*unkept(web)] == []


def test_more_of_emotion_than_we_have_is_found(web):
    (web / "app" / "page.jsx").write_text('import { jsx, Global } from "@emotion/react"')
    assert [*unkept(web)] == ["page.jsx: Global"]
