"""Errors and traces that are sent elsewhere: that they arrive, and that nothing of anybody's is in them."""

import gzip
import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import brotli
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from pydantic import ValidationError

from practice_app import trail
from practice_app.server import elsewhere
from practice_app.server.elsewhere import traces
from practice_app.settings import Settings, explain
from tests.stack import ROOT

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}
PRIVATE = ("SECRET", "mia", "example.com", "Mia wrote", "Ann", str(Path.home()), str(ROOT), socket.gethostname())


@pytest.fixture(scope="module")
def receiver():
    """What listens as a Sentry and as a collector of traces, and keeps what came."""
    came = []

    class Kept(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            body = UNPACK.get(self.headers.get("Content-Encoding"), bytes)(body)
            came.append(SimpleNamespace(path=self.path, headers=dict(self.headers), body=body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Kept)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(port=server.server_port, came=came)
    server.shutdown()


@pytest.fixture(scope="module")
def arrived(db_urls, receiver):
    """What comes of a process in which a request, a page's handler and a job break."""
    environ = os.environ | {
        "SENTRY_DSN": f"http://key@127.0.0.1:{receiver.port}/7",
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{receiver.port}",
        "OTEL_TRACES_SAMPLER_ARG": "1",
    }
    command = [sys.executable, "-c", "from tests.server.watched import main; main()"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    envelopes = [one for one in receiver.came if one.path == "/api/7/envelope/"]
    posted = [one for one in receiver.came if one.path == "/v1/traces"]
    assert len(envelopes) + len(posted) == len(receiver.came)
    return SimpleNamespace(
        known=json.loads(done.stdout.splitlines()[-1]),
        errors=[event for one in envelopes for event in _events(one.body)],
        spans=[span for one in posted for span in _spans(one.body)],
        raw=[f"{one.headers} {one.body.decode('utf-8', 'replace')}" for one in receiver.came],
    )


def _events(envelope):
    lines = envelope.splitlines()
    for about, body in zip(lines[1::2], lines[2::2], strict=True):
        assert json.loads(about)["type"] == "event"
        yield json.loads(body)


def _spans(body):
    for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
        for scope in resource.scope_spans:
            for span in scope.spans:
                facts = {one.key: one.value.string_value or one.value.int_value for one in span.attributes}
                yield SimpleNamespace(raw=span, name=span.name, facts=facts, trace=span.trace_id.hex())


def test_an_error_of_a_request_a_page_and_a_job_arrives_with_where_it_was(arrived):
    assert len(arrived.errors) == 3
    for event in arrived.errors:
        (raised,) = event["exception"]["values"]
        assert (raised["type"], raised["value"]) == ("Broken", "")
        last = raised["stacktrace"]["frames"][-1]
        assert (last["function"], last["filename"]) == ("breaks", "tests/server/watched.py")
        assert "raise Broken" in last["context_line"]
    known = {event["tags"]["request_id"]: event["logentry"]["message"] for event in arrived.errors}
    assert known == {
        arrived.known["broke"]: "unexpected error on %s %s",
        arrived.known["event"]: "a page was not answered",
        arrived.known["asked"]: "job %s (%s of %s): attempt %d",
    }


def test_nothing_that_is_sent_is_anybodys(arrived):
    assert len(arrived.raw) >= 4
    for word in PRIVATE:
        assert [text for text in arrived.raw if word.lower() in text.lower()] == [], word


def test_a_request_is_followed_to_the_job_it_asked_for_and_to_the_database(arrived):
    by_name = {span.name: span for span in arrived.spans}
    broke, asked, job = by_name["POST /diary/{name}"], by_name["POST /films/{name}"], by_name["job film"]
    assert asked.trace == arrived.known["asked"].zfill(32)
    assert (job.trace, job.raw.parent_span_id) == (asked.trace, asked.raw.span_id)
    assert broke.trace != asked.trace
    assert broke.facts["http.response.status_code"] == 500
    assert {broke.raw.status.code, job.raw.status.code} == {2}
    assert job.facts["error.type"] == "Broken"
    assert by_name["load"].facts["error.type"] == "Broken"
    within = [span for span in arrived.spans if span.raw.parent_span_id == job.raw.span_id]
    assert [span.facts["db.query.text"] for span in within if "display_name" in span.facts["db.query.text"]] == [
        "SELECT count(*) FROM users WHERE display_name = %(name)s"
    ]
    assert [span.name for span in arrived.spans if "health" in span.name] == []


def test_who_wants_none_of_it_loads_none_of_it(db_urls):
    asked = "import sys, workers.app, practice_app.api.app; print([n for n in sys.modules if n.startswith(%r)])"
    loaded = ("sentry_sdk", "opentelemetry.sdk.trace", "opentelemetry.exporter")
    done = subprocess.run(
        [sys.executable, "-c", asked % (loaded,)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
    with trail.stretch("request", "x") as told:
        assert told.facts == {}


def test_packages_that_are_wanted_and_not_there_are_named_in_a_sentence(db_urls, monkeypatch):
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    monkeypatch.delitem(sys.modules, "practice_app.server.elsewhere.faults", raising=False)
    settings = SimpleNamespace(
        sentry_dsn=SimpleNamespace(get_secret_value=lambda: "http://k@x/1"), environment="production", traces_to=""
    )
    monkeypatch.setattr(elsewhere, "get_settings", lambda: settings)
    with pytest.raises(SystemExit, match=r"pip install .* -r requirements-observability\.txt"):
        elsewhere.install("web")
    assert (ROOT / elsewhere.PACKAGES).is_file()


@contextmanager
def followed(share):
    kept = InMemorySpanExporter()
    provider = TracerProvider(ParentBased(TraceIdRatioBased(share)), id_generator=traces._Ids())
    provider.add_span_processor(SimpleSpanProcessor(kept))
    trail.follow(traces.Traces(provider.get_tracer("test"), share))
    with trail.following(None):
        yield kept
    trail._followers.clear()


def test_of_all_traces_a_share_is_kept_each_whole_or_not_at_all():
    with followed(0.05) as kept:
        for _ in range(4_000):
            known = trail.begin()
            with trail.stretch("request", "request"):
                pass
            with trail.following(known), trail.stretch("job", "job"):
                pass
    spans = kept.get_finished_spans()
    assert 100 < len(spans) / 2 < 300
    assert sum(span.name == "request" for span in spans) * 2 == len(spans)
    parents = {span.context.trace_id: span.context.span_id for span in spans if span.name == "request"}
    assert all(span.parent.span_id == parents[span.context.trace_id] for span in spans if span.name == "job")


def test_two_things_done_under_one_id_are_two_spans_of_one_trace():
    with followed(1) as kept:
        trail.begin()
        for name in ("first", "second"):
            with trail.stretch("event", name):
                pass
    first, second = kept.get_finished_spans()
    assert (second.context.trace_id, second.parent.span_id) == (first.context.trace_id, first.context.span_id)
    assert second.context.span_id != first.context.span_id


@pytest.mark.parametrize("known", ["0" * 16, "somebody-elses-id", "0af7651916cd43dd8448eb211c80319c", "a" * 64])
def test_whatever_id_a_proxy_gives_it_is_a_trace(known):
    assert 0 < traces.trace_of(known) < 2**128
    assert traces.trace_of(known) == traces.trace_of(known)


def test_fastapis_own_telemetry_is_off_whatever_others_set_up(db_urls, monkeypatch):
    from practice_app.api.app import create_api

    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    told = create_api()._telemetry
    assert not any(told[name] for name in ("auto_configure", "tracing", "metrics", "logs"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SENTRY_DSN", "sentry.example/1"),
        ("SENTRY_DSN", "https://sentry.example/1"),
        ("SENTRY_DSN", "https://key@sentry.example"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317"),
        ("OTEL_TRACES_SAMPLER_ARG", "5"),
    ],
)
def test_an_address_that_is_none_is_a_sentence_at_start(db_urls, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert name in explain(refused.value)
    assert name == "OTEL_TRACES_SAMPLER_ARG" or "looks like" in explain(refused.value)
