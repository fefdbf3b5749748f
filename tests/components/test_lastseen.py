"""What a page does with no server leans on Reflex's insides: these are where it says they are."""

import inspect
import re
from pathlib import Path

import pytest
import reflex as rx
import reflex_base

from practice_app.components import lastseen
from practice_app.state.pieces import PiecesState
from practice_app.state.shared.base import OwnState

HERE = Path(lastseen.__file__).parent
UTILS = Path(reflex_base.__file__).parent / ".templates" / "web" / "utils"


def test_the_root_state_and_our_handlers_are_named_as_the_scripts_expect():
    script = (HERE / "lastseen.jsx").read_text(encoding="utf-8")
    assert f'const ROOT = "{rx.State.get_full_name()}";' in script
    assert f"is_hydrated{lastseen.FIELD_MARKER}" in script
    (ours,) = re.findall(r'const OURS = "([^"]+)"', (HERE / "deeds.js").read_text(encoding="utf-8"))
    assert ours in f"{PiecesState.get_full_name()}.add"
    assert ours in f"{OwnState.get_full_name()}.x"


def test_events_of_pages_go_through_the_function_that_is_guarded():
    registry = (UTILS / "context-registry.js").read_text(encoding="utf-8")
    assert re.search(r"export const eventLoop = \{\s+addEvents:", registry)
    assert "connectErrors: []" in registry
    assert "export const StateStoreContext" in registry
    templates = inspect.getsource(__import__("reflex_base.compiler.templates", fromlist=["templates"]))
    assert "return eventLoop.addEvents(events, args, event_actions);" in templates
    assert "dispatchers[substateName] = (delta) =>" in templates


def test_a_copy_names_what_the_state_has():
    with pytest.raises(ValueError, match="nothing_like_it"):
        lastseen.last_seen(rx.fragment(), PiecesState, "rows", "nothing_like_it", ready=True, whose="")
