"""What the architecture's page says of the tree is so, and functions and files stay as small as it says."""

import ast
import statistics
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from tests.stack import ROOT

MEAN_LINES, MOST_LINES, MOST_TEST_LINES = 9, 380, 520
CODE = ("practice_app", "workers", "tests", "tools", "benchmarks", "alembic", "assets")
NOT_OURS = {"node_modules", "external", "__pycache__"}


def files(folders: tuple[str, ...], *suffixes: str):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and not NOT_OURS & set(path.parts) and path.is_file():
                yield path


def test_the_table_of_capabilities_is_what_the_tree_says():
    spec = spec_from_file_location("floorplan", ROOT / "tools" / "floorplan.py")
    floorplan = module_from_spec(spec)
    spec.loader.exec_module(floorplan)
    page = floorplan.PAGE.read_text(encoding="utf-8")
    assert floorplan.BEGIN in page
    assert page == floorplan.written(page), "run `.venv/bin/python tools/floorplan.py`"


def test_functions_stay_small():
    lengths = [
        node.end_lineno - node.lineno + 1
        for path in files(("practice_app", "workers"), ".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert len(lengths) > 1000
    assert statistics.mean(lengths) <= MEAN_LINES


@pytest.mark.parametrize("suffix", [".py", ".js", ".jsx", ".css"])
def test_files_stay_small(suffix):
    sizes = {str(path.relative_to(ROOT)): len(path.read_bytes().splitlines()) for path in files(CODE, suffix)}
    assert sizes
    assert {name: size for name, size in sizes.items() if size > most(name)} == {}


def most(name: str) -> int:
    """How long a file may be; what tests tell of one thing may stay together."""
    return MOST_TEST_LINES if name.startswith("tests/") or ".test." in name else MOST_LINES
