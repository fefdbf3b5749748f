"""Which capability has which rooms, as a table: `python tools/floorplan.py` writes it into docs/architecture.md.

`tests/test_architecture.py` fails when the table there is not what the tree says.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "architecture.md"
LAYERS = {
    "models": "practice_app/models",
    "services": "practice_app/services",
    "api": "practice_app/api",
    "state": "practice_app/state",
    "components": "practice_app/components",
    "pages": "practice_app/pages",
    "workers": "workers",
    "tests": "tests/services",
}
NO_CAPABILITY = {"app"}
"""Modules that make a layer up."""
LISTED_ALONE = ("services", "api", "state", "components", "pages")
BEGIN, END = "<!-- floorplan: written by tools/floorplan.py -->", "<!-- /floorplan -->"


def table() -> str:
    """A row for each name that two layers or more have, then what one alone has."""
    rooms = {layer: _rooms(ROOT / folder) for layer, folder in LAYERS.items()}
    names = sorted({name for found in rooms.values() for name in found})
    shared = [name for name in names if sum(name in found for found in rooms.values()) > 1]
    lines = [f"| capability | {' | '.join(LAYERS)} |", "|---" * (len(LAYERS) + 1) + "|"]
    for name in sorted(shared, key=lambda name: (name == "shared", name)):
        lines.append(f"| **{name}** | {' | '.join(found.get(name, '') for found in rooms.values())} |")
    alone = {layer: [room for name, room in rooms[layer].items() if name not in shared] for layer in LISTED_ALONE}
    lines += ["", *(f"Only in {layer}: {', '.join(some)}." for layer, some in alone.items() if some)]
    return "\n".join(lines)


def _rooms(folder: Path) -> dict[str, str]:
    """Folders and modules of a layer by their name, but those that make the layer up."""
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_dir() and any(path.glob("*.py")) and not path.name.startswith(("_", ".")):
            found[path.name] = f"`{path.name}/`"
        elif path.suffix == ".py" and not path.name.startswith(("_", "conftest")):
            found[path.stem] = f"`{path.name}`"
    return {name: room for name, room in found.items() if name not in NO_CAPABILITY}


def written(page: str) -> str:
    """The page with the table as it is now."""
    return re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{table()}\n\n{END}", page, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
