"""Errors and traces for watchers of the operator's own (Sentry, OpenTelemetry), where the settings name them.

Neither is asked for anything else, and their packages are loaded by nobody who doesn't want them. What is sent is put
together here from what can't be anybody's (kinds, places in our code, routes, numbers), never cut down from what can:
no text of an exception, no values, no headers, no addresses.
"""

from practice_app.settings import get_settings

PACKAGES = "requirements-observability.txt"


def install(part: str) -> None:
    """Tell watchers of this process, which is this part of Woodshed; nothing where none is named."""
    settings = get_settings()
    try:
        if dsn := settings.sentry_dsn.get_secret_value():
            from practice_app.server.elsewhere import faults

            faults.install(dsn, part, settings.environment)
        if settings.traces_to:
            from practice_app.server.elsewhere import traces

            traces.install(part, settings.traces_share)
    except ModuleNotFoundError as missing:
        raise SystemExit(
            f"SENTRY_DSN and OTEL_EXPORTER_OTLP_ENDPOINT want packages that aren't here ({missing.name}): "
            f".venv/bin/python -m pip install --require-hashes --no-deps -r {PACKAGES}"
        ) from None


def flush() -> None:
    """Send what waits, before this process ends."""
    settings = get_settings()
    if settings.sentry_dsn.get_secret_value():
        from practice_app.server.elsewhere import faults

        faults.flush()
    if settings.traces_to:
        from practice_app.server.elsewhere import traces

        traces.flush()
