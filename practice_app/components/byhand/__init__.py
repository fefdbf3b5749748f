"""A session written in by hand, or changed before it was sent; on the device first, with no need of a server."""

from pathlib import Path

import reflex as rx

import practice_app.components.practice  # noqa: F401  publishes the fields and the store that these modules import
from practice_app.published import published

for module in sorted(Path(__file__).parent.glob("*.js*")):
    if ".test." not in module.name:
        published(module.name)


class ByHandIsland(rx.Component):
    """Local JSX over IndexedDB; knows no state of ours."""

    library = published("byhand.jsx").importable_path
    tag = "ByHandIsland"
    lib_dependencies: list[str] = ["idb@8.0.4"]  # noqa: RUF012  a field of the component, as Reflex wants it


def by_hand_island() -> rx.Component:
    """The form of a session whose clock was somebody's own."""
    return ByHandIsland.create()
