"""What our scripts know of Reflex's page is there, by these names; the build alone would not notice all of it."""

import inspect
import re
from pathlib import Path

import pytest
import reflex as rx
import reflex_base

from practice_app import reflex_seams
from practice_app.components import lastseen
from practice_app.reflex_seams.published import ROOT, scripts
from practice_app.reflex_seams.states import FIELD_MARKER
from practice_app.state.pieces.listing import PiecesState
from practice_app.state.shared.base import OwnState

SEAMS = Path(reflex_seams.__file__).parent
UTILS = Path(reflex_base.__file__).parent / ".templates" / "web" / "utils"
PAGE = (SEAMS / "page.js").read_text(encoding="utf-8")
REGISTRY = (UTILS / "context-registry.js").read_text(encoding="utf-8")


def test_the_root_state_and_our_handlers_are_named_as_the_scripts_expect():
    assert f'const ROOT = "{rx.State.get_full_name()}";' in PAGE
    assert f"is_hydrated{FIELD_MARKER}" in PAGE
    deeds = Path(lastseen.__file__).with_name("deeds.js").read_text(encoding="utf-8")
    (ours,) = re.findall(r'const OURS = "([^"]+)"', deeds)
    assert ours in f"{PiecesState.get_full_name()}.add"
    assert ours in f"{OwnState.get_full_name()}.x"


def test_events_of_pages_go_through_the_function_that_is_guarded():
    assert re.search(r"export const eventLoop = \{\s+addEvents:", REGISTRY)
    assert "connectErrors: []" in REGISTRY
    assert "export const StateStoreContext" in REGISTRY
    templates = inspect.getsource(__import__("reflex_base.compiler.templates", fromlist=["templates"]))
    assert "return eventLoop.addEvents(events, args, event_actions);" in templates
    assert "dispatchers[substateName] = (delta) =>" in templates


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"\w+", "".join(re.findall(r"{([^}]*)} from .\$/utils", PAGE)))))
)
def test_whatever_is_taken_from_the_registry_is_exported_there(name):
    assert re.search(rf"export (const|let|function) {name}\b", REGISTRY)


def test_reflex_still_keeps_there_when_it_reloaded_a_page():
    (key,) = re.findall(r'RELOADED = "([^"]+)"', (SEAMS / "reloading.js").read_text(encoding="utf-8"))
    assert key in (UTILS / "state.js").read_text(encoding="utf-8")
    again = SEAMS.parent / "components" / "shell" / "inline" / "again.js"
    assert f'KEY = "{key}"' in again.read_text(encoding="utf-8")


def test_the_banner_of_a_newer_build_is_words_and_a_button_over_the_page():
    (banner,) = re.findall(r'BANNER = "([^"]+)"', (SEAMS / "reloading.js").read_text(encoding="utf-8"))
    theirs = (UTILS / "state.js").read_text(encoding="utf-8")
    drawn = theirs.partition("const showNewVersionBanner")[2].partition("};")[0]
    assert f'NEW_VERSION_BANNER_ID = "{banner}"' in theirs
    assert re.findall(r"(banner|document\.body)\.append\((.)", drawn) == [
        ("banner", '"'),
        ("banner", "b"),
        ("document.body", "b"),
    ]


def test_no_other_script_of_ours_knows_what_reflex_builds():
    others = [path for path in scripts() if path.parent.name != "reflex_seams"]
    told = re.compile(r"\$/utils|\$/\.reflex|_rx_state_|reflex___state")
    assert [str(path) for path in others if told.search((ROOT / path).read_text(encoding="utf-8"))] == []
