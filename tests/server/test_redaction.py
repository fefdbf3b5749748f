import io
import logging
from types import SimpleNamespace

import pytest

from practice_app.server import redaction


@pytest.mark.parametrize(
    "text",
    [
        "headers {'cookie': 'theme=dark; woodshed_session=SECRET; x=1'}",
        "Authorization: Bearer SECRET.SECRET.SECRET",
        "PUT /_s3/woodshed/key?partNumber=1&X-Amz-Signature=SECRET&X-Amz-Credential=SECRET",
        '{"email": "ann@example.com", "password": "SECRET"}',
        "{'refresh_token': 'SECRET', 'new_password': 'SECRET'}",
        "GET /_event?EIO=4&token=SECRET",
        "{'asPath': '/reset#token=SECRET-_SECRET'}",
        "{'asPath': '/guardians#code=SECRET'}",
        "GET /api/v1/auth/google/callback?code=SECRET&state=SECRET",
        "cookie: __Host-woodshed_family=SECRET; woodshed_away=SECRET; woodshed_arrival=SECRET; woodshed_passkey=SECRET",
        "{'id_token': 'SECRET'}",
        "GET /s/SECRETabcdefghijk/media HTTP/1.1",
        "POST /api/v1/invites/SECRET-GH/accept HTTP/1.1",
        "{'asPath': '/invite/SECRET-GH'}",
    ],
)
def test_what_opens_an_account_never_reaches_a_log(text):
    assert "SECRET" not in redaction.redact(text)


@pytest.fixture
def logged():
    """A logger of somebody else's, and what it has written."""
    stream, before, formatter = io.StringIO(), logging.getLogRecordFactory(), logging.Formatter.formatException
    handler, log = logging.StreamHandler(stream), logging.getLogger("somebody.elses")
    log.addHandler(handler)
    redaction.install()
    yield SimpleNamespace(log=log, text=stream.getvalue)
    log.removeHandler(handler)
    logging.setLogRecordFactory(before)
    logging.Formatter.formatException = formatter


def test_every_logger_is_redacted_whoever_made_it(logged):
    logged.log.warning("Event %s", {"cookie": "woodshed_session=SECRET"})
    assert "SECRET" not in logged.text()
    assert "Event" in logged.text()


@pytest.mark.parametrize(
    "text",
    [
        r'{"body": "{\"password\": \"SECRET and SECRET\"}"}',
        '{"password": "a\\" SECRET"}',
        '{"password": "SECRET that was cut',
        "postgresql://woodshed:SECRET@db/woodshed",
        "password = 'SECRET SECRET'",
    ],
)
def test_nor_when_it_is_quoted_cut_or_part_of_an_address(text):
    assert "SECRET" not in redaction.redact(text)


def test_nor_by_way_of_a_traceback(logged):
    try:
        raise ValueError("no such event: {'cookie': 'woodshed_session=SECRET'}")
    except ValueError:
        logged.log.exception("it broke")
    assert "SECRET" not in logged.text()
    assert "no such event" in logged.text()


def test_a_flood_is_cut_before_it_is_redacted(logged):
    logged.log.warning("GET /%s", "a" * 1_000_000)
    logged.log.warning("Event " + "b" * 1_000_000)
    logged.log.warning("Event %s", {"c" * 1_000_000: 1})
    try:
        raise ValueError("d" * 1_000_000)
    except ValueError:
        logged.log.exception("it broke")
    assert len(logged.text()) < 5 * redaction.LONGEST
    assert "ValueError" in logged.text()


def test_what_is_cut_keeps_its_end_and_no_half_of_a_secret():
    text = "begin\n" + "woodshed_session=" + "SECRET" * 5000 + "\nthe end"
    assert redaction.legible(text).endswith("the end")
    assert "SECRET" not in redaction.legible(text)


def test_no_value_makes_a_line_of_its_own(logged):
    logged.log.warning("GET %s", "/x\nERROR:root:all is lost\r\x1b[31m\u2028")
    assert len(logged.text().strip().splitlines()) == 1
    assert "\x1b" not in logged.text()


@pytest.mark.parametrize("args", [(), ("one",), ({"name": "one"},), (1, "two", None)])
def test_messages_are_filled_as_ever(logged, args):
    message = "%(name)s" if args and isinstance(args[0], dict) else " ".join("%s" for _ in args) or "100 %"
    logged.log.warning(message, *args)
    assert logged.text().strip() == (message % (args[0] if "name" in message else args) if args else message)
