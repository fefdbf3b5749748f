"""The finished pages, and what Reflex puts on each of them that we don't want.

Seen on Reflex 0.10.1: `reflex.utils.prerequisites.get_web_dir`, `reflex.constants.Dirs`, `App.app_wraps`.
"""

from pathlib import Path

import reflex as rx
from reflex.constants import Dirs
from reflex.utils.prerequisites import get_web_dir

OVERLAY = (5, "Overlay")
"""Reflex's own English "Cannot connect to server" toast; components/shell has a quiet, translated notice."""


def folder() -> Path:
    """Where the finished pages lie."""
    return (Path(get_web_dir()) / Dirs.STATIC).resolve()


def without_overlay(app: rx.App) -> None:
    """Leave out Reflex's own notice of a lost connection."""
    app.app_wraps.pop(OVERLAY)
