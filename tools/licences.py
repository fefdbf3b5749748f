"""Write docs/licences.md: under which licence each package is that Woodshed is made of. `python tools/licences.py`."""

import json
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
MODULES = ROOT / ".web" / "node_modules"
HEAD = """# Licences

Woodshed is under the [AGPL, version 3 or later](../LICENSE). What it is made of is under licences that go together with
that; each image carries the same list as CycloneDX (`/venv/sbom.cdx.json`), with what lies beneath. Written by
`tools/licences.py`; `tests/deploy/test_supply.py` refuses a package under any other licence than those below. Fonts:
Pretendard and Noto Sans TC, SIL Open Font License 1.1. Common passwords:
see [dependencies](decisions/0002-dependencies.md).

"""
SAYS_NOTHING = {"resvg-py": "MPL-2.0", "pyrage": "MIT"}
"""Packages whose wheel does not say it, and what their repository does."""


def named(lock: Path) -> list[str]:
    """The packages of a lock, each once."""
    return sorted(set(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", lock.read_text(encoding="utf-8"), re.MULTILINE)))


def licence(package: str) -> str | None:
    """What a package says of itself, in a line; None: it is not installed on this machine."""
    try:
        told = metadata(package)
    except PackageNotFoundError:
        return None
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [one.split(" :: ")[-1] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    said = [one for one in classified if one != "OSI Approved"]
    plain = ", ".join(said) or str(told.get("License") or "").strip().partition("\n")[0]
    return plain or SAYS_NOTHING.get(package, "?")


def of_pages() -> dict[str, str]:
    """The packages that the pages are built with, where they were built on this machine."""
    wanted = json.loads((ROOT / "reflex.lock" / "package.json").read_text(encoding="utf-8"))
    found = {}
    for name in sorted({**wanted.get("dependencies", {}), **wanted.get("devDependencies", {})}):
        file = MODULES / name / "package.json"
        if file.exists():
            found[name] = str(json.loads(file.read_text(encoding="utf-8")).get("license", "?"))
    return found


def main() -> None:
    """Write the page."""
    ours = [(name, licence(name)) for name in named(ROOT / "requirements.txt")]
    rows = [f"| {name} | {told} |" for name, told in ours if told]
    table = "| package | licence |\n|---|---|\n"
    pages = [f"| {name} | {told} |" for name, told in of_pages().items()]
    text = f"{HEAD}## Python\n\n{table}" + "\n".join(rows) + f"\n\n## Pages\n\n{table}" + "\n".join(pages) + "\n"
    PAGE.write_text(text, encoding="utf-8")
    print(f"{len(rows)} and {len(pages)} packages in {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
