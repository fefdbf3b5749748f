"""What lies on the device and is not yet safe on the server: the store, the sender, its sign on every page."""

from pathlib import Path

import reflex as rx

import practice_app.components.ui.overlay  # publishes the dialog that these modules import
import practice_app.i18n  # noqa: F401  and the texts
from practice_app.components.ui.island import Island
from practice_app.published import published

for module in sorted(Path(__file__).parent.glob("*.js*")):
    if ".test." not in module.name:
        published(module.name)


class _Island(Island):
    """Local JSX over IndexedDB and REST; knows no state of ours."""

    lib_dependencies: list[str] = ["idb@8.0.4"]  # noqa: RUF012  a field of the component, as Reflex wants it


class OutboxBadge(_Island):
    """How many sessions wait on this device; hidden when none does."""

    library = published("badge.jsx").importable_path
    tag = "OutboxBadge"


class DeviceIsland(_Island):
    """Each session stored on this device, with what can be done about it."""

    library = published("device.jsx").importable_path
    tag = "DeviceIsland"


class RoomIsland(_Island):
    """How much of one's room on the server is used; nothing while nobody is signed in or the server is away."""

    library = published("room.jsx").importable_path
    tag = "RoomIsland"


def outbox_badge(class_name: str = "") -> rx.Component:
    """The sign for every page; wherever it is drawn, the outbox is sent."""
    return OutboxBadge.create(class_name=class_name)


def device_island() -> rx.Component:
    """What is stored on this device."""
    return DeviceIsland.create()


def room_island() -> rx.Component:
    """What one person may bring and keep, and how much of it is used."""
    return RoomIsland.create()
