"""The part of the settings that is about what may stand beside us: watchers, a CDN, a pooler. None needs to."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings

from practice_app import keys


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


class CdnSettings(BaseSettings):
    """A CDN in front of the bucket, from which recordings and pictures are read by signed addresses (CloudFront's)."""

    cdn_url: Annotated[str, Field(validation_alias="CDN_URL", default="")]
    """The origin it answers under; what lies in the bucket lies at its root."""
    cdn_key_id: Annotated[str, Field(validation_alias="CDN_KEY_ID", default="")]
    """Under which id it knows the public key."""
    cdn_private_key: Annotated[SecretStr, Field(validation_alias="CDN_PRIVATE_KEY", default=SecretStr(""))]
    """RSA, as PEM; ends of lines may be written as backslash and n."""

    @field_validator("cdn_url")
    @classmethod
    def _is_an_origin(cls, value: str) -> str:
        parts = urlsplit(value.rstrip("/"))
        if value and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query):
            raise ValueError("CDN_URL looks like https://media.example")
        return value.rstrip("/")

    @field_validator("cdn_private_key")
    @classmethod
    def _is_a_key(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and keys.of_rsa(value.get_secret_value()) is None:
            raise ValueError("CDN_PRIVATE_KEY is an RSA key as PEM: -----BEGIN PRIVATE KEY-----\\n…")
        return value

    @model_validator(mode="after")
    def _cdn_is_whole(self) -> "CdnSettings":
        """An address that nobody signed would be refused, or, worse, answered."""
        given = (self.cdn_url, self.cdn_key_id, self.cdn_private_key.get_secret_value())
        if any(given) and not all(given):
            raise ValueError("for a CDN, CDN_URL, CDN_KEY_ID and CDN_PRIVATE_KEY must all be set")
        return self


class PoolSettings(BaseSettings):
    """How many connections to the database a process keeps, and whether a pooler stands in between."""

    database_pool_size: Annotated[int, Field(validation_alias="DATABASE_POOL_SIZE", ge=1, le=200)] = 10
    """Connections that each web process, and each process of a worker, keeps."""
    database_pool_overflow: Annotated[int, Field(validation_alias="DATABASE_POOL_OVERFLOW", ge=0, le=200)] = 10
    """How many more it opens while all of these are in use."""
    database_pooler: Annotated[Literal["", "transaction"], Field(validation_alias="DATABASE_POOLER")] = ""
    """``transaction``: ``database_url`` leads to a pooler (pgbouncer) that gives connections by the transaction."""
    database_direct_url: Annotated[str, Field(validation_alias="DATABASE_DIRECT_URL", default="")]
    """With a pooler: the same as ``database_url``, past it, for safety copies, which read everything in one breath."""

    @model_validator(mode="after")
    def _copies_go_past_the_pooler(self) -> "PoolSettings":
        """A lock and a snapshot belong to a connection, and a pooler gives another one to the next question."""
        if self.database_pooler and not self.database_direct_url:
            raise ValueError("with DATABASE_POOLER there must be DATABASE_DIRECT_URL, which leads past the pooler")
        return self


class BesideSettings(WatcherSettings, CdnSettings, PoolSettings):
    """All of these."""
