"""What whoever runs this Woodshed has said of themselves: settings, and texts of their own in the data folder."""

from pathlib import Path
from typing import Final

from practice_app.settings import early, get_settings

NEEDED: Final = (
    "OPERATOR_NAME",
    "OPERATOR_CONTACT",
    "OPERATOR_ADDRESS",
    "OPERATOR_COUNTRY",
    "OPERATOR_HOST",
    "BACKUP_DAYS",
)
"""Settings without which the pages leave something out."""
DAYS: Final = 14
"""In which one can come back (`services/accounts/term.py`, held to it by a test)."""
LONGEST: Final = 100_000


def facts() -> dict[str, str]:
    """Give what stands in the placeholders, empty where it was not said."""
    told = get_settings()
    return {
        "operator": told.operator_name,
        "contact": told.operator_contact,
        "address": told.operator_address,
        "country": told.operator_country,
        "host": told.operator_host,
        "backup_days": "" if told.backup_days is None else str(told.backup_days),
        "audit_days": str(told.audit_days),
        "days": str(DAYS),
        "machines": ", ".join(told.machines),
    }


def missing() -> list[str]:
    """List those of the settings that were not made, as they stand in the environment."""
    return [setting for setting in NEEDED if not early(setting)]


def own_words(kind: str, locale: str) -> list[str]:
    """Read the operator's own paragraphs for the end of a page, in this language if there are any."""
    folder = get_settings().home / "notices"
    for file in (folder / f"{kind}.{locale}.txt", folder / f"{kind}.txt"):
        if text := _read(file):
            return [paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()]
    return []


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")[:LONGEST]
    except OSError:
        return ""
