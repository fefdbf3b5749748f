"""The finished pages, and what Reflex puts on each of them that we don't want.

Seen on Reflex 0.10.1: `reflex.utils.prerequisites.get_web_dir`, `reflex.constants.Dirs`, `App.app_wraps`, and
`reflex_components_core.base.error_boundary.ErrorBoundary`, which takes what stands in place of a page as an expression.
"""

from collections.abc import Callable
from pathlib import Path

import reflex as rx
from reflex.constants import Dirs
from reflex.utils.prerequisites import get_web_dir
from reflex_components_core.base.error_boundary import ErrorBoundary

OVERLAY = (5, "Overlay")
"""Reflex's own English "Cannot connect to server" toast; components/shell has a quiet, translated notice."""

BOUNDARY = (55, "ErrorBoundary")
"""What catches a page that could not be drawn. Reflex's own shows the fault and its stack, in English."""


def folder() -> Path:
    """Where the finished pages lie."""
    return (Path(get_web_dir()) / Dirs.STATIC).resolve()


def without_overlay(app: rx.App) -> None:
    """Leave out Reflex's own notice of a lost connection."""
    app.app_wraps.pop(OVERLAY)


def with_fallback(app: rx.App, stands: Callable[[], rx.Component]) -> None:
    """Show this in place of a page that could not be drawn."""
    app.app_wraps[BOUNDARY] = lambda _: ErrorBoundary.create(fallback_render=rx.Var.create(stands()))
