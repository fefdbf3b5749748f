"""Lets one finished build work at whatever address it is opened: any host, any port, http or https.

Reflex writes the backend address into the pages at build time and, in the browser, corrects the host but not the
port. We build with an address that nobody has, and afterwards put "where this page came from" in its place.

Seen on Reflex 0.10.1: `env.json` in the built scripts, as plain string literals. The build fails when that has changed.
"""

import re
from pathlib import Path
from typing import Any

import reflex as rx

NOBODYS_ADDRESS = "http://origin.woodshed.invalid"
_LITERAL = re.compile(r"""(["'`])(http|ws)://origin\.woodshed\.invalid(/[\w-]*)?\1""")
_ORIGIN = {"http": "location.origin", "ws": 'location.origin.replace(/^http/,"ws")'}


class SameOriginPlugin(rx.plugins.Plugin):
    """Replaces the placeholder address in the built scripts."""

    def post_build(self, **context: Any) -> None:
        """Rewrite each script that names it; fail the build when none does, or when one is left."""
        scripts = [*Path(context["static_dir"]).rglob("*.js")]
        changed = sum(rewrite(script) for script in scripts)
        left = [s.name for s in scripts if NOBODYS_ADDRESS.partition("//")[2] in s.read_text("utf-8")]
        if not changed or left:
            raise RuntimeError(f"Reflex writes its address in another way now: {changed} changed, left in {left}")


def rewrite(script: Path) -> bool:
    """Put the page's own origin in place of the placeholder; tell whether there was one."""
    text = script.read_text("utf-8")
    fresh = in_place(text)
    if fresh != text:
        script.write_text(fresh, "utf-8")
    return fresh != text


def in_place(text: str) -> str:
    """Turn string literals of the placeholder into expressions."""
    return _LITERAL.sub(lambda m: f'({_ORIGIN[m[2]]}+"{m[3] or ""}")', text)
