"""A mail server on this machine, for what is mailed."""

import email
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy

from aiosmtpd.controller import Controller

from practice_app.settings import get_settings


class Inbox:
    """What came, and what is answered instead of taking it."""

    def __init__(self):
        self.mails, self.answer, self.meanwhile = [], "250 taken", lambda: None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _server, _session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
        self.meanwhile()
        return "250 taken"


class Server(Controller):
    """On a port that the system chooses."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(monkeypatch) -> Iterator[Inbox]:
    """A mail server of its own, which the settings name."""
    kept = Inbox()
    server = Server(kept, hostname="127.0.0.1", port=0)
    server.start()
    for name, value in {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(server.port), "SMTP_STARTTLS": "false"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PUBLIC_URL", "https://w.example")
    get_settings.cache_clear()
    yield kept
    server.stop()
    monkeypatch.undo()
    get_settings.cache_clear()
