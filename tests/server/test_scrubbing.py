import io
import logging

import pytest

from practice_app.server import scrubbing


@pytest.mark.parametrize(
    "text",
    [
        "headers {'cookie': 'theme=dark; woodshed_session=SECRET; x=1'}",
        "Authorization: Bearer SECRET.SECRET.SECRET",
        "PUT /_s3/woodshed/key?partNumber=1&X-Amz-Signature=SECRET&X-Amz-Credential=SECRET",
        '{"email": "ann@example.com", "password": "SECRET"}',
        "{'refresh_token': 'SECRET', 'new_password': 'SECRET'}",
        "GET /_event?EIO=4&token=SECRET",
    ],
)
def test_what_opens_an_account_never_reaches_a_log(text):
    assert "SECRET" not in scrubbing.scrub(text)


def test_every_logger_is_scrubbed_whoever_made_it():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    before = logging.getLogRecordFactory()
    scrubbing.install()
    try:
        log = logging.getLogger("somebody.elses")
        log.addHandler(handler)
        log.warning("Event %s", {"cookie": "woodshed_session=SECRET"})
    finally:
        logging.setLogRecordFactory(before)
    assert "SECRET" not in stream.getvalue()
    assert "Event" in stream.getvalue()
