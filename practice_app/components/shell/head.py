"""What every page's head holds."""

from pathlib import Path
from typing import Final

import reflex as rx

from practice_app import pwa

SCRIPT: Final = Path(__file__).with_name("head.js").read_text(encoding="utf-8")
FONTS: Final = ("fraunces", "inter")


def head_components() -> list[rx.Component]:
    """The script that runs before the first paint, fonts to fetch early, icons and colours."""
    return [
        rx.el.meta(name="theme-color", content="#fcf9f4"),
        rx.el.script(SCRIPT),
        *pwa.head_components(),
        *(
            rx.el.link(
                rel="preload",
                href=f"/fonts/{name}.woff2",
                type="font/woff2",
                cross_origin="anonymous",
                custom_attrs={"as": "font"},
            )
            for name in FONTS
        ),
    ]
