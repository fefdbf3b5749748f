"""The documents lead where they say: every picture, page and file that they name is there."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.main import get_command

from practice_app.commands.words import app

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
BLOCK = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
FIRST = r"(?:^|&& |; |exec )"
"""Where a command begins in a line that somebody is to type."""
FLAG = re.compile(r"(?<= )--[a-z][\w-]*")
OURS = ("practice_app", "workers", "benchmarks", "tests")
WORDS = get_command(app).commands


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_names_is_there(document: Path) -> None:
    named = [link for link in LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in named if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", sorted({*DOCUMENTS} - OF_THEIR_TIME), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_files_that_a_document_speaks_of_are_there(document: Path) -> None:
    spoken = [name for code in CODE.findall(document.read_text(encoding="utf-8")) for name in PLACE.findall(code)]
    assert [name for name in spoken if not list(ROOT.glob(name))] == []


@pytest.mark.parametrize("document", sorted({*DOCUMENTS} - OF_THEIR_TIME), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_tells_one_to_type_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    typed = [line for block in BLOCK.findall(text) for line in block.splitlines()] + CODE.findall(BLOCK.sub("", text))
    assert [line for line in typed if missing(re.sub(r"\s+#.*", "", line).strip())] == []


def missing(line: str) -> list[str]:
    """What of a line is no command of ours, or no option of one."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    found = [word for word in re.findall(FIRST + r"make ([a-z-]+)", line) if word not in targets]
    for module, rest in re.findall(r"python3? -m ([\w.]+)([^;&|]*)", line):
        if module.partition(".")[0] in OURS and module.islower():  # NAME stands for any
            found += _no_options(module, FLAG.findall(rest))
    for word, rest in re.findall(FIRST + r"(?:\S*/)?woodshed (?:--home \S+ )?([a-z][a-z-]*)([^;&|]*)", line):
        known = {name for option in WORDS[word].params for name in option.opts} if word in WORDS else set()
        wrong = [word] if word not in WORDS else [flag for flag in FLAG.findall(rest) if flag not in known]
        found += [] if word == "admin" else wrong
    return found


def _no_options(module: str, flags: list[str]) -> list[str]:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return [module]
    file = Path(spec.origin)
    files = file.parent.rglob("*.py") if file.name == "__init__.py" else [file]
    source = "".join(one.read_text(encoding="utf-8") for one in files)
    return [flag for flag in flags if flag not in source]


@pytest.mark.parametrize(
    "line",
    [
        "make trains",
        "python -m benchmarks.nothing",
        "python -m benchmarks.training --imagined",
        "woodshed backups --soon",
        ".venv/bin/woodshed --home /srv/x restor --from y",
    ],
)
def test_a_command_that_is_none_would_be_noticed(line: str) -> None:
    assert missing(line)


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
