"""What a page shows comes before what makes it move, and what makes it move comes in small steps.

On a slow network each byte waits for the one before; on a slow phone each tap waits until the script at work is done.

Seen on Reflex 0.10.1 (React Router 8.4): the inline module that starts a prerendered page, and the chunk
`reflex-env-*.js`, Reflex's runtime. The build fails when pages are started in another way.
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
_IMPORTED: Final = re.compile(r'import "(/assets/[^"]+)"')
_ENTRY: Final = re.compile(r'import\("(/assets/entry\.client-[^"]+)"\)')
_NEEDS: Final = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
_HEAD: Final = re.compile(r'<link rel="modulepreload"[^>]*>')
_PROSE: Final = re.compile(r"\.prose :where\(a\.btn[^{}]*\{[^{}]*\}")
_SCRIPT: Final = """\
const files = %(files)s;
const together = %(together)s;
const told = { rel: "modulepreload", fetchPriority: "low" };
const fetch = (href) => document.head.append(Object.assign(document.createElement("link"), told, { href }));
const rest = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
const asked = Promise.resolve(self.woodshed?.ahead?.answer).catch(() => {});
await Promise.race([asked, new Promise((done) => setTimeout(done, 1000))]);
await new Promise((done) => {
  requestAnimationFrame(() => { files.forEach(fetch); setTimeout(done); });
  setTimeout(done, 1000);
});
for (const file of files) if (!together.includes(file)) { await import(file); await rest(); }
%(routes)s
window.__reactRouterRouteModules = %(modules)s;
await rest();
await import(%(entry)s);
self.woodshed.started = true;
dispatchEvent(new Event("woodshed-started"));"""


class FirstPaintPlugin(Plugin):
    """Lets the scripts of a finished page wait for its style and its first frame, and start one after the other."""

    def post_build(self, **context: Any) -> None:
        """Change how each page fetches and starts its scripts."""
        if not start_in_steps(context["static_dir"]):
            raise RuntimeError("React Router starts its pages in another way now")
        drop_rules_of_prose(context["static_dir"])


def drop_rules_of_prose(static: Path) -> None:
    """Drop daisyUI's rule for buttons in `.prose`, which we have not.

    It asks for `[class~=…]`, so that a browser styles everything below an element anew whenever its class changes.
    """
    for sheet in static.glob("assets/*.css"):
        sheet.write_text(_PROSE.sub("", sheet.read_text(encoding="utf-8")), encoding="utf-8")


def start_in_steps(static: Path) -> int:
    """Fetch the modules of each page from its first frame on, and run them one by one.

    Before that frame the network is left to style and letters, and to what the page's head asked for to be read in it
    (`shell/inline/head.js`); between two modules taps and paint get their turn.
    """
    changed = 0
    for page in static.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        fresh, found = _STARTER.subn(lambda starter: _stepwise(static, starter[0]), text)
        page.write_text(_HEAD.sub("", fresh) if found else text, encoding="utf-8")
        changed += found
    return changed


def _stepwise(static: Path, starter: str) -> str:
    """The script that starts a page, with each module it needs as a step of its own."""
    modules, entry = _MODULES.search(starter), _ENTRY.search(starter)
    if not modules or not entry:
        raise RuntimeError("React Router starts its pages in another way now")
    routes = _ROUTE.findall(starter)
    needed = [*_IMPORTED.findall(starter), *(path for _, path in routes)]
    files = in_order(static, [*needed, entry[1]])
    script = _SCRIPT % {
        "files": json.dumps(files),
        "together": json.dumps([path for path in files if path == entry[1] or _is_runtime(static, path)]),
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
