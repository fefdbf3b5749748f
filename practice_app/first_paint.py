"""What a page shows comes before what makes it move, and what makes it move comes in small steps.

On a slow network each byte waits for the one before; on a slow phone each tap waits until the script at work is done.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from reflex.plugins import Plugin

_STARTER: Final = re.compile(r'<script type="module" async="">import "[^"]+";.*?</script>', re.DOTALL)
_ROUTE: Final = re.compile(r'import \* as (\w+) from "(/assets/[^"]+)";')
_MODULES: Final = re.compile(r"window\.__reactRouterRouteModules = (\{[^}]*\});")
_ENTRY: Final = re.compile(r'import\("(/assets/entry\.client-[^"]+)"\)')
_NEEDS: Final = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
_SCRIPT: Final = """\
const painted = new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); setTimeout(done, 1000); });
const rest = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
await painted;
for (const step of %(steps)s) { await import(step); await rest(); }
%(routes)s
window.__reactRouterRouteModules = %(modules)s;
await rest();
import(%(entry)s);"""


class FirstPaintPlugin(Plugin):
    """Lets the scripts of a finished page wait for its style and letters, and start one after the other."""

    def post_build(self, **context: Any) -> None:
        """Change how the head of each page names its scripts, and how its body starts them."""
        static = context["static_dir"]
        mark_scripts(static)
        if not start_in_steps(static):
            raise RuntimeError("React Router starts its pages in another way now")


def mark_scripts(static: Path) -> None:
    """Give the modules named in the head of each page a low priority; the browser starts them with the rest."""
    for page in static.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(
            text.replace('<link rel="modulepreload" href', '<link rel="modulepreload" fetchpriority="low" href'),
            encoding="utf-8",
        )


def start_in_steps(static: Path) -> int:
    """Run the modules of each page one by one with a rest between, where taps and paint get their turn."""
    changed = 0
    for page in static.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        fresh = _STARTER.sub(lambda found: _stepwise(static, found[0]), text)
        page.write_text(fresh, encoding="utf-8")
        changed += fresh != text
    return changed


def _stepwise(static: Path, starter: str) -> str:
    """The script that starts a page, with each module it needs as a step of its own."""
    modules, entry = _MODULES.search(starter), _ENTRY.search(starter)
    if not modules or not entry:
        raise RuntimeError("React Router starts its pages in another way now")
    routes = _ROUTE.findall(starter)
    needed = [*re.findall(r'import "(/assets/[^"]+)"', starter), *(path for _, path in routes)]
    steps = [
        path for path in in_order(static, [*needed, entry[1]]) if path != entry[1] and not _is_runtime(static, path)
    ]
    script = _SCRIPT % {
        "steps": json.dumps(steps),
        "routes": "\n".join(f'const {name} = await import("{path}");' for name, path in routes),
        "modules": modules[1],
        "entry": json.dumps(entry[1]),
    }
    return f'<script type="module" async="">{script}</script>'


def in_order(static: Path, paths: list[str]) -> list[str]:
    """These modules and all that they import at once, each after what it needs."""
    seen: dict[str, None] = {}
    for path in paths:
        seen |= dict.fromkeys(_after_its_needs(static, path, set()))
    return list(seen)


def _is_runtime(static: Path, path: str) -> bool:
    """Whether this is Reflex's runtime: it opens its socket early if the app's own state comes in the same step."""
    return any(name.startswith("reflex-env-") for name in _imports(static, path))


def _imports(static: Path, path: str) -> list[str]:
    return _NEEDS.findall((static / path.lstrip("/")).read_text(encoding="utf-8"))


def _after_its_needs(static: Path, path: str, met: set[str]) -> Iterator[str]:
    met.add(path)
    for name in _imports(static, path):
        needed = f"/assets/{name}"
        if needed not in met:
            yield from _after_its_needs(static, needed, met)
    yield path
