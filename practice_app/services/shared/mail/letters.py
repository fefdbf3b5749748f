"""What a mail says, and how it looks: one template for plain text, one for HTML, the words from the catalogs."""

from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from practice_app.locales import supported, translate
from practice_app.settings import get_settings

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Part:
    """A part of a mail under a heading, line by line; in its reader's language already."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """A mail before it has a language: message ids, and what their ``{placeholders}`` are filled with."""

    subject: str
    paragraphs: tuple[str, ...]
    link: str = ""
    link_text: str = ""
    afterwards: tuple[str, ...] = ()
    """Paragraphs below the link."""
    values: dict[str, object] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    """Between the paragraphs and the link."""


def written(letter: Letter, to: str, locale: str) -> EmailMessage:
    """Write a letter to somebody; raise ``ValueError`` where a line break would forge a header."""
    words = _words(letter, locale)
    sender = get_settings().mail_from
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, Address(addr_spec=to), words["subject"]
    mail["Date"] = formatdate(localtime=False)
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip("> "))
    mail["Auto-Submitted"] = "auto-generated"  # no out-of-office notice is sent back (RFC 3834)
    mail.set_content(_templates().get_template("letter.txt.j2").render(words))
    mail.add_alternative(_templates().get_template("letter.html.j2").render(words), subtype="html")
    return mail


def _words(letter: Letter, locale: str) -> dict[str, object]:
    def say(text: str) -> str:
        return translate(locale, text, **letter.values)

    return {
        "lang": supported(locale),
        "subject": say(letter.subject),
        "paragraphs": [say(text) for text in letter.paragraphs],
        "parts": letter.parts,
        "link": letter.link,
        "link_text": say(letter.link_text),
        "afterwards": [say(text) for text in letter.afterwards],
    }


@lru_cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
