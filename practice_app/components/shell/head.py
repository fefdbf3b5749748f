"""What every page's head holds."""

import json
from pathlib import Path
from typing import Final

import reflex as rx

from practice_app import pwa
from practice_app.floor import sentences
from practice_app.locales.choosing import FIRST


def _script(name: str) -> str:
    return (Path(__file__).parent / "inline" / name).read_text(encoding="utf-8")


# Each is a script of its own: a browser that can't read the second must have read the first.
FLOOR_SCRIPT: Final = _script("floor.js").replace("__SENTENCES__", json.dumps(sentences(), ensure_ascii=False))
SCRIPT: Final = "".join(_script(f"{name}.js") for name in ("storage", "trusted", "broken", "again", "head")).replace(
    "__LANGUAGES__", json.dumps(FIRST)
)
FONTS: Final = ("fraunces", "inter")


def head_components() -> list[rx.Component]:
    """The script that runs before the first paint, fonts to fetch early, icons and colours."""
    return [
        rx.el.meta(name="theme-color", content="#fcf9f4"),
        rx.el.script(FLOOR_SCRIPT),
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
