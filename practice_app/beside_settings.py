"""The part of the settings that names what may stand beside us: where errors and traces are told. None needs to."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings


class WatcherSettings(BaseSettings):
    """Where errors and traces are sent besides our own log (`server/elsewhere`); nowhere, unless it is said here."""

    sentry_dsn: Annotated[SecretStr, Field(validation_alias="SENTRY_DSN", default=SecretStr(""))]
    """``https://key@host/project``, of a Sentry or whatever speaks as one."""
    traces_to: Annotated[str, Field(validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT", default="")]
    """A collector of traces that speaks OTLP over HTTP."""
    traces_share: Annotated[float, Field(validation_alias="OTEL_TRACES_SAMPLER_ARG", ge=0, le=1)] = 0.05
    """Which share of what begins here is traced: a request with the job it asked for, whole or not at all."""

    @field_validator("sentry_dsn")
    @classmethod
    def _is_a_dsn(cls, value: SecretStr) -> SecretStr:
        parts = urlsplit(value.get_secret_value())
        whole = parts.scheme in {"http", "https"} and parts.username and parts.hostname and parts.path.strip("/")
        if value.get_secret_value() and not whole:
            raise ValueError("SENTRY_DSN looks like https://key@sentry.example/1")
        return value

    @field_validator("traces_to")
    @classmethod
    def _is_a_collector(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and not (parts.scheme in {"http", "https"} and parts.hostname):
            raise ValueError("OTEL_EXPORTER_OTLP_ENDPOINT looks like http://collector:4318")
        return value
