"""Keeps secrets out of the logs, whoever writes them: Reflex logs an event that surprises it whole, cookies and all."""

import logging
import re

_SECRETS = re.compile(
    r"""
    (woodshed_session["']?\s*[=:]\s*["']?)[^\s;"',}]+
    | (Bearer\s+)[\w.~+/=-]+
    | (X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s"']+
    | (["']?(?:\w*password|(?:refresh|access)_token)["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s,}&]+)
    | ([?&](?:token|next)=)[^&\s"']+
    """,
    re.VERBOSE | re.IGNORECASE,
)


def scrub(text: str) -> str:
    """Blot out what opens an account or an object."""
    return _SECRETS.sub(lambda m: f"{next(g for g in m.groups() if g)}…", text)


class ScrubbedRecord(logging.LogRecord):
    """A log record whose message holds no secrets."""

    def getMessage(self) -> str:  # noqa: N802 - the standard library's name
        """Give the message, scrubbed."""
        return scrub(super().getMessage())


def install() -> None:
    """Scrub every record made from now on in this process."""
    logging.setLogRecordFactory(ScrubbedRecord)
