"""E-mail addresses: kept as they are written, looked up folded, counted by their coarsest form.

Three forms of one address, each for one purpose:

- *written* is what mail goes to. Only what every mail server treats alike is made alike (the domain's case and script
  form, composed Unicode); ``straße@`` and ``strasse@`` are two people.
- *forms* are what accounts are found by: the written one in lower case, and, for accounts older than that rule, the
  fully folded one.
- *coarse* is what tries are counted by: everything that could be taken for the same address is one. Merging two
  strangers costs nothing there, a spelling that escapes would.
"""

import unicodedata

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.text import is_invisible

LONGEST = 320
NOT_AN_ADDRESS = msg("This doesn't look like an e-mail address.")


def written(value: str) -> str:
    """Take an address as people type it; raise ``Invalid`` when no mail could go there, or nobody could tell where."""
    found = _parsed(value)
    if found is None or any(map(is_invisible, found.normalized)):
        raise Invalid("email", NOT_AN_ADDRESS)
    return found.normalized


def folded(address: str) -> str:
    """Write an address the way accounts are looked up: case apart, no two mailboxes become one."""
    return unicodedata.normalize("NFC", address.strip().lower())


def forms(value: str) -> list[str]:
    """Give what an account of this address can be found by, the sure form first; nothing for what is no address."""
    found = _parsed(value)
    if found is None:
        return []
    return list(dict.fromkeys([folded(found.normalized), found.normalized.strip().casefold()]))


def coarse(value: str) -> str:
    """Give one key for all spellings that could mean the same account, also of what is no address at all."""
    found = _parsed(value)
    address = found.normalized if found else value[:LONGEST]
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", address) if not is_invisible(sign))
    return unicodedata.normalize("NFKC", seen.casefold()).strip()


def _parsed(value: str) -> ValidatedEmail | None:
    """Read an address; nothing for what is none. ``。`` for a dot, full-width letters and ``xn--`` are seen through."""
    if len(value) > LONGEST:
        return None
    try:
        return validate_email(value.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return None
