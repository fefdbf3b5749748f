"""Keeps secrets and floods out of the logs, whoever writes them.

Reflex logs an event that surprises it whole, cookies and all; an exception's text may be what a stranger sent. So every
record is first cut to what somebody would read, then redacted by one pattern that takes linear time.
"""

import logging
import re
from collections.abc import Mapping
from typing import Any, Final

LONGEST_VALUE: Final = 2_000
"""Letters of one value in a message."""
LONGEST: Final = 16_000
"""Letters of a whole message, and of a traceback."""

# Every branch begins with letters of its own, and what repeats after them cannot fail: no letter is looked at twice.
_SECRETS = re.compile(
    r"""
    (woodshed_(?:session|device|family|away|arrival|passkey)\\{0,2}["']?\s{0,4}[=:]\s{0,4}["']?)[^\s;"',}]+
    | (Bearer\s{1,4})[\w.~+/=-]+
    | (X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s"']+
    | ((?:password|refresh_token|access_token|id_token)\\{0,2}["']?\s{0,4}[=:]\s{0,4}\\{0,2})
      (?: "[^"\\]*(?:\\.[^"\\]*)*"? | '[^'\\]*(?:\\.[^'\\]*)*'? | [^\s,}&]+ )
    | (/(?:s|calendar)/)[A-Za-z0-9]{8,}
    | (/invites?/)[A-Za-z0-9-]{8,40}
    | ([?&\#](?:token|next|code|state|signature)=)[^&\s"']+
    | (://[^\s:@/]{0,64}:)[^\s@/]{1,256}(?=@)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# What would end a line or colour the terminal: a log line is forged with it.
_CONTROL: Final = dict.fromkeys([*range(32), *range(127, 160), 0x2028, 0x2029], " ")


def redact(text: str) -> str:
    """Blot out what opens an account or an object."""
    return _SECRETS.sub(lambda m: f"{next(g for g in m.groups() if g)}…", text)


def shortened(text: str, longest: int = LONGEST) -> str:
    """Cut a text to what somebody reads: its beginning, and the last whole lines of it."""
    if len(text) <= longest:
        return text
    half = longest // 2
    tail = text[-half:].partition("\n")[2]  # from the beginning of a line, lest half a secret is left without its name
    return f"{text[:half]}… ({len(text) - half - len(tail)} letters left out) …\n{tail}"


def legible(text: str) -> str:
    """Give what is fit for a log of a text."""
    return redact(shortened(text))


class ScrubbedRecord(logging.LogRecord):
    """A log record whose message is short and holds no secrets."""

    def getMessage(self) -> str:  # noqa: N802 - the standard library's name
        """Give the message, cut and redacted."""
        message = str(self.msg)
        if self.args:
            message %= _short(self.args)
        return legible(message)


def _short(args: Any) -> Any:
    """Cut the texts among what fills a message, and keep each on one line."""
    if isinstance(args, Mapping):
        return {name: _value(value) for name, value in args.items()}
    return tuple(_value(value) for value in args)


def _value(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cut = value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}… ({len(value)} letters)"
    return cut.translate(_CONTROL)


_format_exception = logging.Formatter.formatException


def _redacted_exception(formatter: logging.Formatter, exc_info: Any) -> str:
    return legible(_format_exception(formatter, exc_info))


def install() -> None:
    """Cut and redact every record made from now on in this process, and every traceback, by whatever formatter."""
    logging.setLogRecordFactory(ScrubbedRecord)
    logging.Formatter.formatException = _redacted_exception  # type: ignore[method-assign, assignment]
