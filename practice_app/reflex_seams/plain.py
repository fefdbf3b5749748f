"""Elements without Emotion: style is a class, or one property that a running page knows (components/ui/properties.py).

Seen on Reflex 0.10.1: `vite.config.js`, whose `alias` is a list of `{find, replacement}`; pages that import `jsx` of
`@emotion/react`; `css:({` where an element was given a style. The build fails when that has changed, or when one was.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import reflex as rx

from practice_app.reflex_seams.published import WEB, address

_ALIASES: Final = "alias: [\n"
_OURS: Final = address(Path(__file__).with_name("jsx.js")).removeprefix("$")
_ALIAS: Final = f"""      {{
        find: "@emotion/react",
        replacement: fileURLToPath(new URL(".{_OURS}", import.meta.url)),
      }},
"""
_IMPORTED: Final = re.compile(r'import ?\{([^}]*)\} ?from ?"@emotion/react"')
_STYLED: Final = re.compile(r"\bcss: ?\(\{.{0,80}")
_WRITTEN: Final = ("app", "app_components", "utils/components")
"""What Reflex writes, below the folder of the pages' sources."""


class PlainElementsPlugin(rx.plugins.Plugin):
    """Has the pages make their elements with React alone."""

    def pre_compile(self, **context: Any) -> None:
        """Name our module where the build looks for Emotion."""
        context["add_modify_task"]("vite.config.js", aliased)

    def post_build(self, **context: Any) -> None:
        """Fail the build where an element has a style that nothing would write."""
        del context
        if found := [*unkept(WEB)]:
            raise RuntimeError(f"style= and its like are refused by the policy of our pages: {found[:5]}")


def aliased(config: str) -> str:
    """Put our module before the other aliases."""
    if _ALIAS in config:
        return config
    if _ALIASES not in config:
        raise RuntimeError("Reflex writes the aliases of its build in another way now")
    return config.replace(_ALIASES, _ALIASES + _ALIAS, 1)


def unkept(web: Path) -> Iterator[str]:
    """What in the pages' sources wants more of Emotion than our module gives."""
    for folder in _WRITTEN:
        for file in sorted((web / folder).rglob("*.jsx")):
            text = file.read_text(encoding="utf-8")
            taken = {name.strip() for names in _IMPORTED.findall(text) for name in names.split(",")}
            yield from (f"{file.name}: {name}" for name in sorted(taken - {"jsx"}))
            yield from (f"{file.name}: {style}" for style in _STYLED.findall(text))
