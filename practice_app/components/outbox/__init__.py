"""What lies on the device and is not yet safe on the server: the store, the sender, its sign on every page."""

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class OutboxBadge(Island):
    """How many sessions wait on this device; hidden when none does."""

    library = published("badge.jsx")
    tag = "OutboxBadge"


class DeviceIsland(Island):
    """Each session stored on this device, with what can be done about it."""

    library = published("device.jsx")
    tag = "DeviceIsland"


class QuotaIsland(Island):
    """How much of one's room on the server is used; nothing while nobody is signed in or the server is away."""

    library = published("quota.jsx")
    tag = "QuotaIsland"


def outbox_badge(class_name: str = "") -> rx.Component:
    """The sign for every page; wherever it is drawn, the outbox is sent."""
    return OutboxBadge.create(class_name=class_name)


def device_island() -> rx.Component:
    """What is stored on this device."""
    return DeviceIsland.create()


def quota_island() -> rx.Component:
    """What one person may bring and keep, and how much of it is used."""
    return QuotaIsland.create()
