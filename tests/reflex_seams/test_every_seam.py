"""Each seam says on which Reflex it was seen, and has a test that notices a change; nothing else knows its insides."""

import re
from pathlib import Path

import pytest

from practice_app import reflex_seams
from tests.stack import ROOT

HERE = Path(reflex_seams.__file__).parent
SEAMS = sorted(path for path in HERE.glob("*.*") if path.suffix in {".py", ".js"} and path.stem != "__init__")
PRIVATE = re.compile(
    r"^\s*(?:from|import) (?:reflex_base|reflex\.(?!event\b|plugins\b|vars\b|state import BaseState\b))", re.MULTILINE
)


@pytest.mark.parametrize("seam", SEAMS, ids=lambda path: path.name)
def test_a_seam_says_where_it_was_seen_and_a_test_speaks_of_it(seam):
    assert re.findall(r"Seen on Reflex ([\d.]+\d)", seam.read_text(encoding="utf-8")) == [reflex_seams.SEEN_ON]
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert re.search(rf"reflex_seams(?:\.| import .*\b){seam.stem}\b|\"{re.escape(seam.name)}\"", tests)


def test_no_other_module_of_ours_knows_what_reflex_keeps_to_itself():
    ours = [path for path in sorted((ROOT / "practice_app").rglob("*.py")) if HERE not in path.parents]
    assert [str(path) for path in ours if PRIVATE.search(path.read_text(encoding="utf-8"))] == []
