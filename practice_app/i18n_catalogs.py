"""Keeps the catalogs (`python -m practice_app.i18n_catalogs update`) and compiles them into each build."""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po
from reflex.plugins import Plugin

from practice_app.locales import LANGUAGES, SOURCE, babel_name, catalog, po_path

ROOT: Final = Path(__file__).parent
PYTHON_KEYWORDS: Final = {
    "_": None,
    "_n": (1, 2),
    "translate": (2,),
    "msg": None,
    "msg_n": (1, 2),
    # Problems carry their message id; see practice_app.errors
    **dict.fromkeys(("Invalid", "FieldError", "EmailTaken", "PydanticCustomError"), (2,)),
    **dict.fromkeys(("NotFound", "NotAllowed", "Conflict", "TooLarge", "WrongType", "Unavailable"), (1,)),
}
SAID_BY_THE_SERVER: Final = (
    *("practice_app/api/", "practice_app/server/", "practice_app/notices/", "practice_app/floor.py"),
    *(f"practice_app/services/accounts/{kind}letters.py" for kind in ("", "device_", "passkey_")),
    *("practice_app/services/shared/mail/", "practice_app/services/planning/steps.py"),
    *("practice_app/services/portability/reading_page.py", "practice_app/services/portability/letters.py"),
    *("practice_app/services/teaching/letters.py", "practice_app/services/teaching/week/writing.py"),
    *("practice_app/services/notifications/mailing.py", "practice_app/services/sharing/telling.py"),
)
"""Where texts are that no browser looks up: the server writes them into an answer, a letter, a notice."""
NEVER_STORED: Final = (
    *("forum", "groups", "partners", "moderation", "search", "lessons", "portability", "awards"),
    *(f"components/teaching/{room}" for room in ("review", "giving", "beside")),
    *("pages/teaching", "services/accounts"),
)
"""Capabilities, and parts of some, that nothing shows which opens with no network (`pwa.py`)."""
SCRIPT_KEYWORDS: Final = {"t": None, "nt": (1, 2), "n": (1, 2), "msg": None}


def sources() -> Iterator[Path]:
    """Every file of ours that may hold text."""
    for suffix in ("*.py", "*.js", "*.jsx"):
        yield from sorted(p for p in ROOT.rglob(suffix) if ".test." not in p.name and "locales" not in p.parts)


def extract() -> Catalog:
    """All texts in the source, with where they are."""
    found = Catalog(project="Woodshed", charset="utf-8")
    for path in sources():
        script = path.suffix != ".py"
        method, keywords = ("javascript", SCRIPT_KEYWORDS) if script else ("python", PYTHON_KEYWORDS)
        options = {"jsx": "true", "template_string": "true"} if script else {}
        for line, text, comments, _context in extract_from_file(
            method, path, keywords=keywords, comment_tags=("i18n:",), options=options, strip_comment_tags=True
        ):
            place = (path.relative_to(ROOT.parent).as_posix(), line)
            found.add(text, locations=[place], auto_comments=comments)
    return found


def translated_languages() -> list[str]:
    """The languages that need a catalog: all but the one the source is written in."""
    return [tag for tag in LANGUAGES if tag != SOURCE]


def update() -> None:
    """Bring every catalog up to the source: new texts empty, texts that are gone dropped."""
    template = extract()
    for tag in translated_languages():
        current = catalog(tag) if po_path(tag).exists() else _new(tag)
        current.update(template, no_fuzzy_matching=True)
        current.obsolete.clear()
        current.header_comment = f"# Woodshed in {LANGUAGES[tag]}."
        po_path(tag).parent.mkdir(parents=True, exist_ok=True)
        po_path(tag).write_bytes(_written(current))


def _written(current: Catalog) -> bytes:
    """The catalog as text without lines that change on every run or say nothing."""
    buffer = io.BytesIO()
    write_po(buffer, current, width=110, include_lineno=False, sort_output=True)
    idle = (
        b'"POT-Creation',
        b'"PO-Revision',
        b'"Report-Msgid',
        b'"Last-Translator',
        b'"Language-Team',
        b'"Generated',
    )
    return b"".join(line for line in buffer.getvalue().splitlines(keepends=True) if not line.startswith(idle))


def _new(tag: str) -> Catalog:
    return Catalog(locale=babel_name(tag), project="Woodshed", charset="utf-8", fuzzy=False)


def shown(entry: Message) -> bool:
    """Whether a page may show a text of a catalog: it stands not only where the server says it itself."""
    return not all(only_the_server(path) for path, _line in entry.locations)


def only_the_server(path: str | Path) -> bool:
    """Whether what a source says, from the top of the repository, is said by the server itself."""
    return str(path).startswith(SAID_BY_THE_SERVER)


def only_online(path: str | Path) -> bool:
    """Whether what a source says is shown by nothing that a device stores."""
    parts = Path(path).with_suffix("").parts[1:]
    rooms = {*parts[1:2], "/".join(parts[:2]), "/".join(parts[:3])}
    return not rooms.isdisjoint(NEVER_STORED)


def stored(entry: Message) -> bool:
    """Whether a text is needed with no network."""
    return not all(only_the_server(path) or only_online(path) for path, _line in entry.locations)


def messages(tag: str, *, more: bool = False) -> dict[str, str | list[str]]:
    """What the browser needs of a catalog: text by English text, a list where the number decides.

    What a device stores, or what the other pages say ``more``.
    """
    out: dict[str, str | list[str]] = {}
    for entry in catalog(tag):
        if not entry.id or entry.fuzzy or not shown(entry) or stored(entry) is more:
            continue
        if isinstance(entry.id, tuple):
            forms = [text for text in entry.string or () if text]
            if forms:
                out[entry.id[0]] = forms
        elif entry.string:
            out[str(entry.id)] = str(entry.string)
    return out


def script(tag: str, *, more: bool = False) -> str:
    """The catalog as the small classic script that a page loads before its first paint."""
    body = json.dumps(messages(tag, more=more), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f'Object.assign(((self.woodshed??={{}}).catalogs??={{}})["{tag}"]??={{}},{body});\n'


class CatalogPlugin(Plugin):
    """Puts the compiled catalogs into the build, two files per language under /i18n/: what is stored, and the rest."""

    def get_static_assets(self, **context: Any) -> Sequence[tuple[Path, str | bytes]]:
        """The catalogs as files of the site."""
        del context
        files = [
            (f"{tag}{name}.js", script(tag, more=more))
            for tag in translated_languages()
            for name, more in (("", False), ("-more", True))
        ]
        return [(Path("public") / "i18n" / name, body) for name, body in files]


def main(arguments: list[str]) -> int:
    """Run one of the commands."""
    if arguments != ["update"]:
        sys.stderr.write("usage: python -m practice_app.i18n_catalogs update\n")
        return 2
    update()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
