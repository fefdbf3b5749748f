"""Mail, sent to a real SMTP server and read again as a mail program would."""

import datetime as dt
import email
import ipaddress
import ssl
from email import policy
from threading import Event

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import ValidationError

from practice_app.database import system_transaction
from practice_app.nesting import Nested
from practice_app.services.shared import mail
from practice_app.services.shared.mail import Letter, NotSent, posting
from practice_app.settings import Settings, get_settings

LETTER = Letter(
    "Welcome back", ("Hello <b>{name}</b>.",), "https://w.example/x#token=1&a=2", "Open", (), {"name": "A&B"}
)


class Inbox:
    """What came, and what is answered instead of taking it."""

    def __init__(self):
        self.mails, self.answer, self.asked = [], "250 taken", 0

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        self.asked += 1
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _server, session, envelope):
        self.mails.append((session, email.message_from_bytes(envelope.content, policy=policy.default)))
        return "250 taken"


class Server(Controller):
    """On a port that the system chooses."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def settings(monkeypatch, tmp_path, db_urls):
    """Change settings for one test."""

    def change(**values):
        for name, value in ({"WOODSHED_HOME": str(tmp_path), "PUBLIC_URL": "https://w.example"} | values).items():
            monkeypatch.setenv(name, value)
        get_settings.cache_clear()
        return tmp_path

    yield change
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def serve():
    """Start a mail server on a free port of its own."""
    started = []

    def start(**options):
        inbox = Inbox()
        server = Server(inbox, hostname="127.0.0.1", port=0, **options)
        server.start()
        started.append(server)
        return inbox, server.port

    yield start
    for server in started:
        server.stop()


def accept(_server, _session, _envelope, _mechanism, given):
    return AuthResult(success=(given.login, given.password) == (b"ann", b"p@ss word"))


def certified(folder):
    """A certificate of this test's own for 127.0.0.1, which this test trusts."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    today = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(today - dt.timedelta(1)).not_valid_after(today + dt.timedelta(1))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    signed = made.add_extension(x509.SubjectAlternativeName([address]), critical=False).sign(key, hashes.SHA256())
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "cert.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_a_letter_arrives_as_text_and_html_and_names_are_no_markup(settings, serve):
    inbox, port = serve()
    settings(SMTP_URL=f"smtp://127.0.0.1:{port}", SMTP_STARTTLS="false", MAIL_FROM="학교 <practice@school.example>")
    mail.send(mail.written(LETTER, "ann@example.org", "en"))
    [(_, got)] = inbox.mails
    text, html = (got.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert (got["To"], got["From"], got["Auto-Submitted"]) == (
        "ann@example.org",
        "학교 <practice@school.example>",
        "auto-generated",
    )
    assert "Hello <b>A&B</b>." in text
    assert "https://w.example/x#token=1&a=2" in text
    assert "A&amp;B" in html
    assert "#token=1&amp;a=2" in html
    assert "<b>" not in html


@pytest.mark.parametrize("locale", ["ko", "zh-Hant"])
def test_a_letter_speaks_the_language_of_its_reader(settings, serve, locale):
    inbox, port = serve()
    settings(SMTP_HOST="127.0.0.1", SMTP_PORT=str(port), SMTP_STARTTLS="false")
    mail.send(mail.written(LETTER, "ann@example.org", locale))
    [(_, got)] = inbox.mails
    assert got["Subject"] != "Welcome back"
    assert not got["Subject"].isascii()
    assert f'lang="{locale}"' in got.get_body(("html",)).get_content()


def test_a_password_goes_over_tls_alone(settings, serve, tmp_path, monkeypatch):
    inbox, port = serve(
        tls_context=certified(tmp_path), require_starttls=True, authenticator=accept, auth_required=True
    )
    settings(SMTP_URL=f"smtp://ann:p%40ss%20word@127.0.0.1:{port}")
    with pytest.raises(NotSent, match="SSLCertVerificationError"):
        mail.send(mail.written(LETTER, "ann@example.org", "en"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    mail.send(mail.written(LETTER, "ann@example.org", "en"))
    assert [session.ssl is not None for session, _ in inbox.mails] == [True]


def test_where_no_tls_is_offered_nothing_is_sent(settings, serve):
    inbox, port = serve()
    settings(SMTP_URL=f"smtp://127.0.0.1:{port}")
    with pytest.raises(NotSent):
        mail.send(mail.written(LETTER, "ann@example.org", "en"))
    assert not inbox.mails


@pytest.mark.parametrize(("answer", "lasting"), [("550 no such ann@example.org", True), ("452 later", False)])
def test_a_refusal_tells_whether_it_lasts_and_names_nobody(settings, serve, answer, lasting):
    inbox, port = serve()
    inbox.answer = answer
    settings(SMTP_URL=f"smtp://127.0.0.1:{port}", SMTP_STARTTLS="false")
    with pytest.raises(NotSent) as refused:
        mail.send(mail.written(LETTER, "ann@example.org", "en"))
    assert refused.value.lasting is lasting
    assert "ann" not in str(refused.value)


def test_a_server_that_is_away_may_come_back(settings):
    settings(SMTP_URL="smtp://127.0.0.1:9", SMTP_STARTTLS="false")
    with pytest.raises(NotSent) as refused:
        mail.send(mail.written(LETTER, "ann@example.org", "en"))
    assert not refused.value.lasting


def test_with_no_server_each_mail_is_a_file_that_only_we_read(settings, caplog):
    home = settings()
    caplog.set_level("INFO")
    for _ in range(2):
        mail.send(mail.written(LETTER, "ann@example.org", "ko"))
    files = list((home / "mail").iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert email.message_from_bytes(files[0].read_bytes(), policy=policy.default)["To"] == "ann@example.org"
    assert str(files[0]) in caplog.text
    assert "ann@" not in caplog.text


def test_a_line_break_forges_no_header(settings):
    settings()
    for to, name in (("a@b.example\nBcc: all@b.example", "x"), ("a@b.example", "x\nBcc: all@b.example")):
        with pytest.raises(ValueError, match=r".*"):
            mail.written(Letter("Hello {name}", (), values={"name": name}), to, "en")


def test_no_mail_is_sent_in_a_transaction(settings, clean_database):
    settings()
    with pytest.raises(Nested, match="send"), system_transaction():
        mail.send(mail.written(LETTER, "ann@example.org", "en"))


@pytest.mark.parametrize(("answer", "tries"), [("452 later", 3), ("550 nobody", 1), ("250 taken", 1)])
def test_what_is_posted_is_written_once_and_tried_again_where_that_helps(settings, serve, monkeypatch, answer, tries):
    monkeypatch.setattr(posting, "PAUSES_S", (0.0, 0.0))
    inbox, port = serve()
    inbox.answer = answer
    settings(SMTP_URL=f"smtp://127.0.0.1:{port}", SMTP_STARTTLS="false")
    written, over = [], Event()

    def write():
        written.append(1)
        return mail.written(LETTER, "ann@example.org", "en")

    monkeypatch.setattr(posting, "_places", Places(over))
    mail.soon(write)
    assert over.wait(30)
    assert (len(written), inbox.asked) == (1, tries)


class Places:
    """Room for mails, which tells when one is done with."""

    def __init__(self, over):
        self.over = over

    def acquire(self, **_):
        return True

    def release(self):
        self.over.set()


@pytest.mark.parametrize(
    "wrong",
    [{"SMTP_URL": "http://x"}, {"SMTP_URL": "smtp://x", "PUBLIC_URL": ""}, {"MAIL_FROM": "nobody"}],
)
def test_settings_that_send_no_mail_are_refused_at_the_start(settings, wrong):
    settings(**wrong)
    with pytest.raises(ValidationError):
        Settings()
