"""Built pages start their modules one by one, each after what it needs; the runtime comes with the state of the app."""

import pytest

from practice_app.reflex_seams.first_paint import FirstPaintPlugin, in_order

STARTER = """<script type="module" async="">import "/assets/manifest-1.js";
import * as route0 from "/assets/root-1.js";
import * as route1 from "/assets/_index-1.js";
  window.__reactRouterRouteModules = {"root":route0,"routes/_index":route1};

import("/assets/entry.client-1.js");</script>"""
FILES = {
    "manifest-1.js": "",
    "react-1.js": "",
    "reflex-env-1.js": "",
    "state-1.js": 'import{a}from"./react-1.js";import{b}from"./reflex-env-1.js";',
    "context-1.js": 'import{a}from"./state-1.js";',
    "root-1.js": 'import{a}from"./context-1.js";import{b}from"./react-1.js";',
    "_index-1.js": 'import{a}from"./context-1.js";import("./room-1.js");',
    "room-1.js": "",
    "entry.client-1.js": 'import{a}from"./react-1.js";',
}


@pytest.fixture
def build(tmp_path):
    (tmp_path / "assets").mkdir()
    for name, text in FILES.items():
        (tmp_path / "assets" / name).write_text(text)
    (tmp_path / "index.html").write_text(f'<link rel="modulepreload" href="/assets/root-1.js"/>{STARTER}')
    return tmp_path


def test_a_module_comes_after_all_that_it_needs_and_what_comes_on_demand_does_not(build):
    order = in_order(build, ["/assets/_index-1.js", "/assets/root-1.js"])
    assert [path.removeprefix("/assets/").removesuffix("-1.js") for path in order] == [
        *("react", "reflex-env", "state", "context", "_index", "root"),
    ]


def test_a_page_starts_in_steps_and_the_runtime_comes_with_the_apps_state(build):
    FirstPaintPlugin().post_build(static_dir=build)
    page = (build / "index.html").read_text()
    assert "<link" not in page
    files, together = (page.partition(f"const {name} = [")[2].partition("]")[0] for name in ("files", "together"))
    assert files.index("react-1") < files.index("context-1") < files.index("root-1")
    assert together == '"/assets/state-1.js", "/assets/entry.client-1.js"'
    assert 'const route1 = await import("/assets/_index-1.js")' in page
    assert page.index("__reactRouterRouteModules") < page.index('import("/assets/entry.client-1.js")')


def test_a_page_that_starts_in_another_way_fails_the_build(build):
    (build / "index.html").write_text(STARTER.replace("import * as", "import any as").replace("__reactRouter", "__x"))
    with pytest.raises(RuntimeError, match="another way"):
        FirstPaintPlugin().post_build(static_dir=build)


def test_no_rule_makes_a_browser_style_everything_anew_when_a_class_changes(build):
    rule = ".prose :where(a.btn:not(.btn-link)):not(:where([class~=not-prose],[class~=not-prose] *))"
    (build / "assets" / "style-1.css").write_text(f".a{{top:0}}{rule}{{color:red}}.b{{top:0}}")
    FirstPaintPlugin().post_build(static_dir=build)
    assert (build / "assets" / "style-1.css").read_text() == ".a{top:0}.b{top:0}"
