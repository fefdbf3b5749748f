"""Sends a mail: by the SMTP server of the settings, or, where there is none, into a file of the data folder."""

import logging
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage

from practice_app.ids import new_id
from practice_app.models.columns import now
from practice_app.services.shared.steps import step
from practice_app.settings import MailServer, get_settings

log = logging.getLogger(__name__)
PATIENCE_S = 15.0


class NotSent(Exception):
    """The mail server took no mail; ``lasting`` where trying again would not help."""

    def __init__(self, why: str, *, lasting: bool) -> None:
        super().__init__(why)
        self.lasting = lasting


@step
def send(mail: EmailMessage, before: Callable[[], None] = lambda: None) -> None:
    """Send a mail; raise ``NotSent``. Whom it goes to, and what it says, stands in no log.

    ``before`` is called when the server would take it, just before it is handed over: what it raises stops that.
    """
    server = get_settings().mail_server
    if server is None:
        before()
        _keep(mail)
        return
    try:
        with _connected(server) as smtp:
            _hand_over_after(smtp, before)
            smtp.send_message(mail)
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(_said(error), lasting=_lasts(error)) from None


@step
def ping(server: MailServer) -> None:
    """Raise unless the mail server lets us in."""
    with _connected(server):
        return


def _connected(server: MailServer) -> smtplib.SMTP:
    """Open a connection; with a certificate that is good for the server's name wherever there is TLS."""
    if server.tls == "always":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=PATIENCE_S, context=ssl.create_default_context()
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=PATIENCE_S)
    try:
        if server.tls == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        if server.user:
            smtp.login(server.user, server.password.get_secret_value())
    except BaseException:
        smtp.close()
        raise
    return smtp


def _hand_over_after(smtp: smtplib.SMTP, before: Callable[[], None]) -> None:
    """Let this be done between the server's word that it knows the recipient, and the mail itself."""
    hand_over = smtp.data

    def data(message: bytes | str) -> tuple[int, bytes]:
        before()
        return hand_over(message)

    smtp.data = data  # type: ignore[method-assign,assignment]


def _lasts(error: Exception) -> bool:
    """Whether the server said no for good (5yz), to the mail or to every recipient; a connection may come back."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500


def _said(error: Exception) -> str:
    """What went wrong, without what the server says of the address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"recipient refused: {sorted(code for code, _ in error.recipients.values())}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__}: {error.smtp_code}"
    return type(error).__name__ if isinstance(error, smtplib.SMTPException) else f"{type(error).__name__}: {error}"


def _keep(mail: EmailMessage) -> None:
    folder = get_settings().home / "mail"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{now():%Y%m%dT%H%M%S}-{new_id().hex[-8:]}.eml"
    unfinished = path.with_suffix(".part")
    unfinished.touch(mode=0o600)
    unfinished.write_bytes(mail.as_bytes())
    unfinished.rename(path)
    log.info("no mail server is set: a mail lies in %s", path)
