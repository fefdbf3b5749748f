"""No pattern that touches what a client sent takes more than linear time; none can be forgotten.

Every pattern of ours is a constant of its module, so that reading the modules finds it; whatever else would compile
one is refused by reading the source. Each is then fed texts made of what it looks for, ten times as long every time.
"""

import ast
import importlib
import re
import re._constants as kinds
import re._parser as parser
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from reflex.route import get_router

import practice_app

ROOT = Path(practice_app.__file__).resolve().parents[1]
SIZES = (1_000, 10_000, 100_000, 1_000_000)
# Ten times the text may take ten times as long; what is quadratic takes a hundred times, and is caught at a small size.
MOST_OF_TEN = 40
NOTICED_S = 0.05
# These read what the build has written, never what anybody sends.
BUILDING = {
    "practice_app.reflex_seams.first_paint",
    "practice_app.floor",
    "practice_app.pwa",
    "practice_app.reflex_seams.same_origin",
}


def sources() -> list[Path]:
    return [path for folder in ("practice_app", "workers") for path in sorted((ROOT / folder).rglob("*.py"))]


def patterns_of(value: object) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from patterns_of(part)
    elif isinstance(value, dict):
        yield from patterns_of([*value.values()])


def ours() -> dict[str, re.Pattern]:
    """Every compiled pattern that a module of ours holds, by where it is."""
    found = {}
    for path in sources():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if name in BUILDING or "re.compile(" not in path.read_text(encoding="utf-8"):
            continue
        for constant, value in vars(importlib.import_module(name)).items():
            for number, pattern in enumerate(patterns_of(value)):
                found[f"{name}.{constant}.{number}"] = pattern
    return found


def others() -> dict[str, re.Pattern]:
    """Patterns of libraries that are matched against what clients send."""
    from practice_app.api.app import create_api
    from practice_app.pages import PAGES

    routes = {f"route {route.path}": route.path_regex for route in create_api().routes if hasattr(route, "path_regex")}
    router = get_router([page.route.strip("/") or "index" for page in PAGES])
    (regexed,) = (c.cell_contents for c in router.__wrapped__.__closure__ if isinstance(c.cell_contents, list))
    pages = {f"page {route}": pattern for pattern, route in regexed}
    return routes | pages


def fragments(pattern: re.Pattern) -> list[str]:
    """Texts that this pattern half matches: each run of its letters, all of them together, and what repeats easily."""
    runs, run = [], ""

    def walk(tree: parser.SubPattern) -> None:
        nonlocal run
        for kind, value in tree:
            if kind is kinds.LITERAL:
                run += chr(value)
                continue
            if len(run) > 0:
                runs.append(run)
                run = ""
            for part in value if isinstance(value, tuple | list) else [value]:
                for inner in part if isinstance(part, list) else [part]:
                    if isinstance(inner, parser.SubPattern):
                        walk(inner)

    walk(parser.parse(pattern.pattern, pattern.flags))
    runs.append(run)  # the last one
    words = sorted({run for run in runs if run})
    joined = [a + b for a in words for b in ('="', "='", " ", "\\")]
    units = [*words, *joined, "".join(runs), *'a /\\"=:[\n', "://:", "a/", "\\'"]
    return [unit for unit in dict.fromkeys(units) if unit]


def seconds(pattern: re.Pattern, text: str) -> float:
    """How long it takes to look for it everywhere, of processor time."""
    text += "\x01"  # so that what matched all along fails at the end
    began = time.thread_time()
    for _ in pattern.finditer(text):
        pass
    pattern.match(text)
    pattern.fullmatch(text)
    return time.thread_time() - began


def runs_away(pattern: re.Pattern) -> list[str]:
    """Tell of the first text with which the time runs away; the two that are slowest at 100 kB are tried at 1 MB."""
    units, took = fragments(pattern), dict.fromkeys(fragments(pattern), 0.0)
    for size in SIZES:
        before, took = took, {}
        for unit in units:
            took[unit] = now = seconds(pattern, unit * (size // len(unit)))
            if now > NOTICED_S and now > MOST_OF_TEN * max(before[unit], NOTICED_S / 100):
                return [f"{unit!r} × {size // len(unit)}: {before[unit]:.4f} s became {now:.4f} s"]
        if size == SIZES[-2]:
            units = sorted(units, key=lambda unit: -took[unit])[:2]
    return []


def test_ten_times_the_text_takes_about_ten_times_as_long(clean_database):
    touched = ours() | others()
    assert len(touched) > 10
    assert {name: bad for name, pattern in touched.items() if (bad := runs_away(pattern))} == {}


@pytest.mark.parametrize("bad", [r"\w*password=", r"\s*$", r"(\\*)(\[[a-z]+\])", r"see a.*z"])
def test_a_pattern_that_is_not_linear_would_be_noticed(bad):
    assert runs_away(re.compile(bad))


def test_every_pattern_is_a_constant_that_this_test_finds():
    wrong = {str(path.relative_to(ROOT)): lines for path in sources() if (lines := elsewhere(path))}
    assert wrong == {}, "make it a re.compile() constant of its module"


def elsewhere(path: Path) -> list[int]:
    """The lines where a pattern is used that no constant holds, or a reader that takes quadratic time."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        id(call) for node in tree.body for call in ast.walk(node) if isinstance(node, ast.Assign | ast.AnnAssign)
    }
    wrong = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in {"re", "regex", "re2", "fnmatch", "http.cookies"}:
            wrong.append(node.lineno)
        if isinstance(node, ast.Import) and {name.name for name in node.names} & {"regex", "re2", "http.cookies"}:
            wrong.append(node.lineno)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "re":
            compiled = node.attr == "compile" and id(node) in constants
            if not compiled and not node.attr.isupper() and node.attr not in {"Pattern", "Match", "escape"}:
                wrong.append(node.lineno)
        if isinstance(node, ast.Attribute) and node.attr == "cookies":  # its reader takes quadratic time
            wrong.append(node.lineno)
    return wrong
