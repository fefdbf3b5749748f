"""The documents lead where they say: every picture, page and file that they name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
CODE = re.compile(r"`([^`\n]+)`")
PLACE = re.compile(r"(?:practice_app|workers|tests|alembic|assets|tools|benchmarks|docs|deploy)/[\w./-]*[\w/]")
STEP = re.compile(r"^\| (\d+) \| `(\w+)` \| `([^`]+)` \|", re.MULTILINE)
# What these tell of may have gone since.
OF_THEIR_TIME = {ROOT / "CHANGELOG.md", *(ROOT / "docs" / "decisions").glob("*.md")}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_names_is_there(document: Path) -> None:
    named = [link for link in LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in named if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", sorted({*DOCUMENTS} - OF_THEIR_TIME), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_files_that_a_document_speaks_of_are_there(document: Path) -> None:
    spoken = [name for code in CODE.findall(document.read_text(encoding="utf-8")) for name in PLACE.findall(code)]
    assert [name for name in spoken if not list(ROOT.glob(name))] == []


def test_the_glossary_is_short() -> None:
    words = re.findall(r"\*\*[^*]+\*\*", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
    assert 0 < len(words) <= 30


def test_the_way_of_a_session_is_short_and_each_of_its_functions_is_there() -> None:
    page = (ROOT / "docs" / "walkthrough.md").read_text(encoding="utf-8")
    steps = STEP.findall(page)
    assert [int(number) for number, _, _ in steps] == list(range(1, len(steps) + 1))
    assert 0 < len(steps) <= 50
    missing = [
        (name, file)
        for _, name, file in steps
        if not re.search(rf"(def|function\*?|#|async|const) ?{name}\b|^ +{name}( =|\()", _text(file), re.MULTILINE)
    ]
    assert missing == []


def _text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def test_the_first_picture_of_the_readme_is_a_picture() -> None:
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert picture
    assert (ROOT / picture[1]).read_bytes()[:3] == b"\xff\xd8\xff"
