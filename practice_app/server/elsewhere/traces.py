"""Traces for a collector (OpenTelemetry, OTLP over HTTP): what was done for a request, for how long, and by whom next.

A trace's id is made of the id that stands in the logs, and so is the id of its first span: whoever goes on with
something, in another process and hours later, knows both from the job's row and needs no more. Whether a trace is kept
is told by its id, so all who have a part in it decide alike. What comes from outside begins a trace of its own.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Tracer, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import Decision, ParentBased, TraceIdRatioBased
from opentelemetry.trace import NonRecordingSpan, Span, SpanContext, SpanKind, Status, StatusCode, TraceFlags
from sqlalchemy import event
from sqlalchemy.engine import Engine

from practice_app import trail
from practice_app.server.redaction import shortened

KINDS: Final = {"request": SpanKind.SERVER, "job": SpanKind.CONSUMER, "task": SpanKind.CONSUMER}
LONGEST_QUERY: Final = 2_000
_PATIENCE_MS: Final = 2_000
_root: ContextVar[tuple[int, int] | None] = ContextVar("root", default=None)
_begun: ContextVar[str] = ContextVar("begun", default="")
_providers: list[TracerProvider] = []


class _Ids(RandomIdGenerator):
    """Chance, but for the first span of what has an id in the logs."""

    def generate_trace_id(self) -> int:
        known = _root.get()
        return known[0] if known else super().generate_trace_id()

    def generate_span_id(self) -> int:
        known = _root.get()
        return known[1] if known else super().generate_span_id()


class Traces:
    """Makes spans of what `trail.stretch` tells, and of what is asked of the database meanwhile."""

    def __init__(self, tracer: Tracer, share: float) -> None:
        self._tracer, self._ratio = tracer, TraceIdRatioBased(share)

    @contextmanager
    def __call__(self, told: trail.Stretch) -> Iterator[None]:
        """Make a span of it, which ends when it does."""
        span = self._begin(told)
        try:
            with trace.use_span(span, record_exception=False, set_status_on_exception=False):
                yield
        except BaseException as error:
            told.facts["error.type"] = type(error).__qualname__
            raise
        finally:
            span.update_name(told.name)
            span.set_attributes(told.facts)
            if "error.type" in told.facts or int(told.facts.get("http.response.status_code", 0)) >= 500:
                span.set_status(Status(StatusCode.ERROR))
            span.end()

    def _begin(self, told: trail.Stretch) -> Span:
        known, kind = trail.current(), KINDS.get(told.kind, SpanKind.INTERNAL)
        within = trace.get_current_span().get_span_context()
        given: dict[str, Any] = {"kind": kind, "attributes": {"request_id": known} if known else {}}
        if told.kind == "job" and known:
            links = [trace.Link(within)] if within.is_valid else []
            return self._tracer.start_span(told.name, self._elsewhere(known), links=links, **given)
        if within.is_valid or not known:
            return self._tracer.start_span(told.name, **given)
        if _begun.get() == known:
            return self._tracer.start_span(told.name, self._elsewhere(known), **given)
        _begun.set(known)
        token = _root.set((trace_of(known), span_of(known)))
        try:
            return self._tracer.start_span(told.name, Context(), **given)
        finally:
            _root.reset(token)

    def _elsewhere(self, known: str) -> Context:
        """What was begun under this id, wherever that was."""
        kept = self._ratio.should_sample(None, trace_of(known), "").decision is Decision.RECORD_AND_SAMPLE
        flags = TraceFlags(TraceFlags.SAMPLED if kept else TraceFlags.DEFAULT)
        first = SpanContext(trace_of(known), span_of(known), is_remote=True, trace_flags=flags)
        return trace.set_span_in_context(NonRecordingSpan(first), Context())

    def query_begins(self, connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        """Begin a span for what the database is asked, where it is part of something that is traced."""
        if not trace.get_current_span().is_recording():
            return
        first = statement.split(None, 1)[0].upper()
        asked = {"db.system.name": "postgresql", "db.query.text": shortened(statement, LONGEST_QUERY)}
        span = self._tracer.start_span(first, kind=SpanKind.CLIENT, attributes=asked)
        connection.info.setdefault("spans", []).append(span)

    def query_ends(self, connection: Any, *_: Any) -> None:
        """End it."""
        if spans := connection.info.get("spans"):
            spans.pop().end()

    def query_fails(self, context: Any) -> None:
        """End it, with the kind of what went wrong."""
        if context.connection is not None and (spans := context.connection.info.get("spans")):
            span = spans.pop()
            span.set_attribute("error.type", type(context.original_exception).__qualname__)
            span.set_status(Status(StatusCode.ERROR))
            span.end()


def trace_of(known: str) -> int:
    """The id of the trace of what has this id in the logs."""
    if len(known) in {16, 32} and set(known) <= set("0123456789abcdef") and int(known, 16):
        return int(known, 16)
    return int.from_bytes(hashlib.blake2b(known.encode(), digest_size=16).digest())


def span_of(known: str) -> int:
    """The id of its first span."""
    return int.from_bytes(hashlib.blake2b(known.encode(), digest_size=8, person=b"span").digest())


def install(part: str, share: float) -> None:
    """Send spans of this process to where the environment says (``OTEL_EXPORTER_OTLP_…``), a share of all traces.

    The provider is ours alone: what other packages would tell of themselves, with addresses and all, is sent nowhere.
    """
    if _providers:
        return
    resource = Resource.create({"service.name": f"woodshed-{part}"})
    provider = TracerProvider(ParentBased(TraceIdRatioBased(share)), resource, id_generator=_Ids())
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    _providers.append(provider)
    made = Traces(provider.get_tracer("woodshed"), share)  # type: ignore[arg-type]
    trail.follow(made)
    event.listen(Engine, "before_cursor_execute", made.query_begins)
    event.listen(Engine, "after_cursor_execute", made.query_ends)
    event.listen(Engine, "handle_error", made.query_fails)


def flush() -> None:
    """Send what waits."""
    for provider in _providers:
        provider.force_flush(_PATIENCE_MS)
