"""A state's long name stands once in each script, instead of wherever something of it is read or called.

A name holds the path of its module and those of the states above it: 130 letters, two hundred times in the script of a
session's page, a sixth of it. It packs well on the way; stored on a device and read by it, it has its full length.

Seen on Reflex 0.10.1: names as template literals without a placeholder, never a tag's, in the built scripts. The build
fails when that has changed.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any, Final

from reflex.plugins import Plugin

_NAMED: Final = re.compile(r"(?<=[(,:=])`(reflex___state____state(?:\.\w+)*?)(\.[a-z]\w*)?`(?=[,)])")
"""A state, and what may be called of it."""
_A_STATES: Final = "____"
"""Stands between its module and its class."""
_MARK: Final = "$state"


class NamesOncePlugin(Plugin):
    """Writes each name once, in the finished build."""

    def post_build(self, **context: Any) -> None:
        """Go through the scripts; fail the build when there is nothing to do."""
        if not sum(shortened(script) for script in sorted(Path(context["static_dir"]).rglob("*.js"))):
            raise RuntimeError("Reflex writes the names of states in another way now")


def shortened(script: Path) -> bool:
    """Write a script's names once; tell whether one stood there more often."""
    text = script.read_text(encoding="utf-8")
    fresh = once(text)
    if fresh != text:
        script.write_text(fresh, encoding="utf-8")
    return fresh != text


def once(text: str) -> str:
    """Name what stands in a script twice or more at its head, and call it by that."""
    counts = Counter(_parted(found)[0] for found in _NAMED.finditer(text))
    marks = {name: f"{_MARK}{n}" for n, (name, times) in enumerate(counts.most_common()) if times > 1}
    if not marks or _MARK in text:
        return text

    def called(found: re.Match[str]) -> str:
        state, rest = _parted(found)
        if state not in marks:
            return found[0]
        return f"{marks[state]}+`{rest}`" if rest else marks[state]

    head = ",".join(f"{mark}=`{name}`" for name, mark in marks.items())
    return f"const {head};{_NAMED.sub(called, text)}"


def _parted(found: re.Match[str]) -> tuple[str, str]:
    """The state, and what is called of it with the dot before it."""
    state, rest = found[1], found[2] or ""
    return (state + rest, "") if _A_STATES in rest else (state, rest)
