"""Every island has a net under it: one that falls takes neither its page nor a running session along."""

import importlib
import pkgutil

import pytest
import reflex as rx

import practice_app.components
from practice_app.components.ui.island import Island, _Net
from practice_app.pages import PAGES

#: Small signs without a life of their own, what lies over a page for a moment, and the frame of half a page.
WITHOUT = {"Stave", "Mark", "_Dialog", "_Toast", "_Notices", "_ToastFromBefore", "_Half", "_HeatRow", "_Net", "_Sheet"}
#: The parts of a form that is an island itself (ui/rest_form.py).
WITHOUT |= {"_Input", "_Secret", "_PasswordHint", "_Wrong", "_After", "_Refused", "_Message", "_Submit", "_Done"}
#: The parts of what somebody says who came by another account: an island round all of them (accounts/arrival.jsx).
WITHOUT |= {"_InTurn", "_Says", "_Switch"}
#: Nothing but an import.
WITHOUT |= {"_Sheet"}


def local() -> list[type[rx.Component]]:
    for module in pkgutil.walk_packages(practice_app.components.__path__, "practice_app.components."):
        importlib.import_module(module.name)
    below, found = [rx.Component], []
    while below:
        kinds = below.pop().__subclasses__()
        below += kinds
        found += [kind for kind in kinds if kind.__module__.startswith("practice_app.components") and kind.tag]
    return found


@pytest.mark.parametrize("kind", sorted(local(), key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_every_island_has_a_net_under_it(kind):
    assert kind.__name__ in WITHOUT or issubclass(kind, Island)


def test_the_net_is_what_is_drawn():
    class Somewhere(Island):
        library = "$/public/somewhere.jsx"
        tag = "Somewhere"

    drawn = Somewhere.create()
    assert isinstance(drawn, _Net)
    assert isinstance(drawn.children[0], Somewhere)


def test_a_part_of_ours_is_given_only_what_it_knows():
    """What a component doesn't know Reflex takes for a style, and a style's class takes the place of its own."""
    below: list[rx.Component] = [page.draw() for page in PAGES]
    while below:
        part = below.pop()
        assert part.__module__.startswith("reflex") or not part.style, f"{part.tag}: {list(part.style)}"
        below += [child for child in part.children if isinstance(child, rx.Component)]
