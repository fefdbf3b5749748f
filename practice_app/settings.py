"""The only reader of the environment. Fails at start with a sentence, never later with a stack trace."""

import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from limits import parse_many
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from practice_app import keys
from practice_app.backup_settings import BackupSettings
from practice_app.beside_settings import BesideSettings
from practice_app.board_settings import LinkSettings, MachineSettings


def default_home() -> Path:
    """Give the folder for data on this kind of machine, as its users expect it."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "woodshed"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "woodshed"


def early(name: str) -> str:
    """Read one variable as it is, for code that also runs at build time, when nothing else is known yet."""
    return os.environ.get(name, "")


def _env(*names: str, default: object = ...) -> object:
    return Field(default, validation_alias=AliasChoices(*names))


class MailServer(NamedTuple):
    """Where mail is handed in, and how."""

    host: str
    port: int
    user: str
    password: SecretStr
    tls: Literal["always", "starttls", "never"]


class ProviderSettings(BaseSettings):
    """Other services that people may sign in with: each is there when its settings are.

    The addresses are the providers' own; others are for trying it against a provider on this machine.
    """

    google_client_id: Annotated[str, _env("GOOGLE_CLIENT_ID", default="")]
    google_client_secret: Annotated[SecretStr, _env("GOOGLE_CLIENT_SECRET", default=SecretStr(""))]
    google_issuer: Annotated[str, _env("GOOGLE_ISSUER", default="https://accounts.google.com")]
    kakao_client_id: Annotated[str, _env("KAKAO_CLIENT_ID", default="")]
    """The app's REST API key."""
    kakao_client_secret: Annotated[SecretStr, _env("KAKAO_CLIENT_SECRET", default=SecretStr(""))]
    kakao_admin_key: Annotated[SecretStr, _env("KAKAO_ADMIN_KEY", default=SecretStr(""))]
    """Unlinks whose token has run out, after two months; may be left out."""
    kakao_issuer: Annotated[str, _env("KAKAO_ISSUER", default="https://kauth.kakao.com")]
    kakao_api_url: Annotated[str, _env("KAKAO_API_URL", default="https://kapi.kakao.com")]
    naver_client_id: Annotated[str, _env("NAVER_CLIENT_ID", default="")]
    naver_client_secret: Annotated[SecretStr, _env("NAVER_CLIENT_SECRET", default=SecretStr(""))]
    naver_url: Annotated[str, _env("NAVER_URL", default="https://nid.naver.com")]
    naver_api_url: Annotated[str, _env("NAVER_API_URL", default="https://openapi.naver.com")]
    apple_client_id: Annotated[str, _env("APPLE_CLIENT_ID", default="")]
    """The Services ID."""
    apple_team_id: Annotated[str, _env("APPLE_TEAM_ID", default="")]
    apple_key_id: Annotated[str, _env("APPLE_KEY_ID", default="")]
    apple_private_key: Annotated[SecretStr, _env("APPLE_PRIVATE_KEY", default=SecretStr(""))]
    """The text of the .p8 file; its ends of lines may be written as backslash and n."""
    apple_issuer: Annotated[str, _env("APPLE_ISSUER", default="https://appleid.apple.com")]

    @model_validator(mode="after")
    def _providers_are_whole(self) -> "ProviderSettings":
        """Somebody who taps a button must not be the first to find out."""
        needed = {
            "GOOGLE": ("CLIENT_ID", "CLIENT_SECRET"),
            "KAKAO": ("CLIENT_ID", "CLIENT_SECRET"),
            "NAVER": ("CLIENT_ID", "CLIENT_SECRET"),
            "APPLE": ("CLIENT_ID", "TEAM_ID", "KEY_ID", "PRIVATE_KEY"),
        }
        for name, parts in needed.items():
            missing = [f"{name}_{part}" for part in parts if not _given(self, f"{name}_{part}")]
            if missing and len(missing) < len(parts):
                raise ValueError(f"to sign in with {name.capitalize()}, {', '.join(missing)} must be set too")
        return self


def _given(settings: BaseSettings, name: str) -> bool:
    value = getattr(settings, name.lower())
    return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)


class Settings(ProviderSettings, MachineSettings, LinkSettings, BackupSettings, BesideSettings):
    """Everything that differs between a laptop and a cluster."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    home: Annotated[Path, Field(validation_alias="WOODSHED_HOME", default_factory=default_home)]
    environment: Annotated[Literal["development", "production"], _env("WOODSHED_ENV", default="production")]
    strict: Annotated[bool, _env("WOODSHED_STRICT", default=False)]
    """Raise what is a mistake of ours and what production only notes: for development and tests."""
    log_format: Annotated[Literal["text", "json"], _env("LOG_FORMAT", default="text")]
    """Lines for people, or one JSON object a line with the id of the request it belongs to."""
    port: Annotated[int, Field(validation_alias="PORT", ge=1, le=65535)] = 8000

    database_url: Annotated[str, _env("DATABASE_URL", default="")]
    """Where the web process and the workers sign in: a role that owns nothing."""
    database_owner_url: Annotated[str, _env("DATABASE_OWNER_URL", default="")]
    """Where migrations sign in: the owner. Without it, ``database_url`` does both."""
    redis_url: Annotated[str, _env("REDIS_URL", default="")]

    s3_endpoint_url: Annotated[str, _env("S3_ENDPOINT_URL", default="")]
    s3_public_url: Annotated[str, _env("S3_PUBLIC_URL", default="")]
    """The address browsers use for media; empty: this app's own origin under ``/_s3``."""
    s3_bucket: Annotated[str, _env("S3_BUCKET", default="woodshed")]
    s3_region: Annotated[str, _env("S3_REGION", default="us-east-1")]
    s3_access_key_id: Annotated[str, _env("S3_ACCESS_KEY_ID", "AWS_ACCESS_KEY_ID", default="")]
    s3_secret_access_key: Annotated[
        SecretStr, _env("S3_SECRET_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY", default=SecretStr(""))
    ]
    s3_encryption: Annotated[Literal["", "AES256", "aws:kms"], _env("S3_ENCRYPTION", default="")]
    """What S3 is asked to encrypt each object with; empty: whatever its bucket says."""
    s3_encryption_key: Annotated[str, _env("S3_ENCRYPTION_KEY", default="")]
    """With ``aws:kms``: under which key, where it isn't the account's own."""

    secret_key: Annotated[SecretStr, _env("SECRET_KEY")]
    """Signs tokens; addresses are encrypted by keys made from it, unless the next two name others."""
    field_keys: Annotated[SecretStr, _env("FIELD_KEYS", default=SecretStr(""))]
    """Encrypt what is encrypted in the database, the newest first: ``id:base64,…`` (``keys.py``)."""
    index_keys: Annotated[SecretStr, _env("INDEX_KEYS", default=SecretStr(""))]
    """Make the blind index that addresses are found by, the newest first."""

    public_url: Annotated[str, _env("PUBLIC_URL", default="")]
    """The origin people type, when it is one; also the only other origin allowed to open a socket."""
    hsts_subdomains: Annotated[bool, _env("HSTS_SUBDOMAINS", default=False)]
    """Browsers that came by https ask for every name below this host by https, too: only where all of them speak it."""
    trusted_proxy_hops: Annotated[int, Field(validation_alias="TRUSTED_PROXY_HOPS", ge=0, le=5)] = 0
    """How many reverse proxies of ours stand in front, each adding to X-Forwarded-For."""
    registration: Annotated[Literal["open", "invited"], _env("REGISTRATION", default="open")]
    """Who may begin a journal: everybody, or who has a code of a group, a teacher or a guardian."""
    register_limit: Annotated[str, _env("REGISTER_LIMIT", default="1200/10minutes")]
    """Sign-ups from one network address; whole schools share one."""
    auth_limit: Annotated[str, _env("AUTH_LIMIT", default="1200/10minutes")]
    """Sign-ins, refreshed tokens, changes of password from one network address: each kind apart, right or wrong."""
    login_limit: Annotated[str, _env("LOGIN_LIMIT", default="5/30seconds;30/hour")]
    """Wrong passwords for one account: from one network address, and on each device that signed in to it before."""
    login_account_limit: Annotated[str, _env("LOGIN_ACCOUNT_LIMIT", default="60/hour;300/day")]
    """Wrong passwords for one account from everywhere together, devices that signed in to it before left out."""
    login_address_limit: Annotated[str, _env("LOGIN_ADDRESS_LIMIT", default="20/minute;200/hour")]
    """Wrong passwords from one network address for whatever accounts, devices that signed in before left out."""
    mail_limit: Annotated[str, _env("MAIL_LIMIT", default="3/hour;10/day")]
    """Links that are mailed to one account: for a new password, and to confirm its address, each kind apart."""
    hashes_at_once: Annotated[int, Field(validation_alias="HASHES_AT_ONCE", ge=1, le=64)] = 2
    """Passwords that one web process hashes at the same time: 64 MB and a processor each."""
    hashes_waiting: Annotated[int, Field(validation_alias="HASHES_WAITING", ge=0, le=10_000)] = 200
    """Requests that may wait for such a place, at most half of them from one network address; more are sent away."""
    group_members: Annotated[int, Field(validation_alias="GROUP_MEMBERS", ge=1, le=10_000)] = 500
    """Members that a group may have at most; its owner says how many of these."""
    public_board: Annotated[bool, _env("PUBLIC_BOARD", default=False)]
    """The board is read by everybody, with no account and by search engines; else by who is signed in."""
    stranger_sockets: Annotated[int, Field(validation_alias="STRANGER_SOCKETS", ge=1)] = 50
    """Live pages open at once from one address that nobody signed in on, in each web process; a school shares one."""
    quota_uploads: Annotated[int, Field(validation_alias="QUOTA_UPLOADS", ge=0)] = 50
    """Uploads that one person may have under way; 0: as many as they like, as with the next two."""
    quota_day_gb: Annotated[float, Field(validation_alias="QUOTA_DAY_GB", ge=0, le=1e6)] = 25
    """Gigabytes of recordings that one person may send in a day, and of what they never finished."""
    quota_kept_gb: Annotated[float, Field(validation_alias="QUOTA_KEPT_GB", ge=0, le=1e6)] = 50
    """Gigabytes of recordings that one person may keep."""
    audit_days: Annotated[int, Field(validation_alias="AUDIT_DAYS", ge=30, le=3650)] = 365
    """Days for which people can read what happened with their account."""
    web_memory_mb: Annotated[int, Field(validation_alias="WEB_MEMORY_MB", ge=300)] = 1000
    """What a web process may hold before it closes sockets, strangers' first; an idle one holds 170."""
    worker_concurrency: Annotated[int | None, Field(validation_alias="WORKER_CONCURRENCY", ge=1, le=256)] = None
    """Processes of a worker; when not said, as many as this machine or its container has processors and memory for."""
    worker_grace_s: Annotated[float, Field(validation_alias="WORKER_GRACE_S", ge=0, le=3600)] = 7
    """Seconds that a worker which is told to end goes on with its jobs before it puts back what is not done."""
    smtp_url: Annotated[SecretStr, _env("SMTP_URL", default=SecretStr(""))]
    """``smtp://user:password@host:587`` or ``smtps://…:465``; or each part by a setting of its own, as below."""
    smtp_host: Annotated[str, _env("SMTP_HOST", default="")]
    """Without it, and without ``smtp_url``, each mail is a file in the data folder."""
    smtp_port: Annotated[int, Field(validation_alias="SMTP_PORT", ge=1, le=65535)] = 587
    smtp_user: Annotated[str, _env("SMTP_USER", default="")]
    smtp_password: Annotated[SecretStr, _env("SMTP_PASSWORD", default=SecretStr(""))]
    smtp_starttls: Annotated[bool, _env("SMTP_STARTTLS", default=True)]
    """Nothing is sent where the server offers none; ``false`` is for one on the same machine."""
    mail_from: Annotated[str, _env("MAIL_FROM", default="Woodshed <woodshed@localhost>")]
    """Whom mail comes from: ``Woodshed <practice@school.example>``."""
    vapid_private_key: Annotated[SecretStr, _env("VAPID_PRIVATE_KEY", default=SecretStr(""))]
    """By which push services know us, base64url of 32 bytes; made from ``secret_key`` when not said."""
    push_hosts: Annotated[str, _env("PUSH_HOSTS", default="")]
    """Further push services besides those of the browsers, as origins with commas between: ``https://push.example``."""
    operator_name: Annotated[str, _env("OPERATOR_NAME", default="")]
    """Who runs this Woodshed and answers for what is stored, as the privacy page and the terms name them."""
    operator_contact: Annotated[str, _env("OPERATOR_CONTACT", default="")]
    """Where people write to them: an e-mail address, as a rule."""
    operator_address: Annotated[str, _env("OPERATOR_ADDRESS", default="")]
    operator_country: Annotated[str, _env("OPERATOR_COUNTRY", default="")]
    """Whose law applies."""
    operator_host: Annotated[str, _env("OPERATOR_HOST", default="")]
    """Where the machine stands, and whose it is."""
    backup_days: Annotated[int | None, Field(validation_alias="BACKUP_DAYS", ge=0, le=3650)] = None
    """For how long backups are kept."""
    android_app: Annotated[str, _env("ANDROID_APP", default="")]
    """The apps of a store that are this Woodshed: ``package=fingerprint``, of the key that signs it; commas between."""
    metrics_token: Annotated[SecretStr, _env("METRICS_TOKEN", default=SecretStr(""))]
    """Lets a Prometheus elsewhere read /metrics; without it only this machine may."""

    @field_validator(
        "register_limit", "auth_limit", "login_limit", "login_account_limit", "login_address_limit", "mail_limit"
    )
    @classmethod
    def _is_a_limit(cls, value: str) -> str:
        try:
            parse_many(value)
        except ValueError:
            raise ValueError("a limit looks like 10/minute or 5/30seconds;30/hour") from None
        return value

    @field_validator("database_url", "database_owner_url", "database_direct_url")
    @classmethod
    def _use_psycopg(cls, value: str) -> str:
        scheme, separator, rest = value.partition("://")
        if separator and scheme in {"postgres", "postgresql"}:
            return f"postgresql+psycopg://{rest}"
        return value

    @field_validator("secret_key")
    @classmethod
    def _is_long(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < 32:
            raise ValueError("SECRET_KEY must have at least 32 characters")
        return value

    @field_validator("field_keys", "index_keys")
    @classmethod
    def _are_keys(cls, value: SecretStr) -> SecretStr:
        keys.parsed(value.get_secret_value())
        return value

    @field_validator("vapid_private_key")
    @classmethod
    def _is_a_push_key(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not keys.of_p256(value.get_secret_value()):
            raise ValueError("VAPID_PRIVATE_KEY is 32 bytes as base64url")
        return value

    @field_validator("push_hosts")
    @classmethod
    def _are_origins(cls, value: str) -> str:
        for one in filter(None, value.split(",")):
            parts = urlsplit(one.strip())
            if parts.scheme not in {"https", "http"} or not parts.netloc or parts.path or parts.query:
                raise ValueError("PUSH_HOSTS looks like https://push.example,https://other.example:8443")
        return value

    @field_validator("android_app")
    @classmethod
    def _are_apps(cls, value: str) -> str:
        if not all(_is_app(*one.partition("=")[::2]) for one in value.split(",") if one):
            raise ValueError("ANDROID_APP looks like example.practice=AB:CD:… (32 pairs, SHA-256), commas between")
        return value

    @field_validator("s3_public_url", "public_url", "s3_endpoint_url")
    @classmethod
    def _no_trailing_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def _is_a_mail_server(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value():
            _mail_server(value.get_secret_value(), starttls=True)
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_a_sender(cls, value: str) -> str:
        if "@" not in value or any(ord(sign) < 32 for sign in value):
            raise ValueError("MAIL_FROM looks like Woodshed <practice@school.example>")
        return value

    @model_validator(mode="after")
    def _mail_leads_here(self) -> "Settings":
        """Whoever asks for a mail may say any host: what links in it begin with is never taken from them."""
        if self.mail_server and not self.public_url:
            raise ValueError("with a mail server PUBLIC_URL must be set: links in mails begin with it")
        return self

    @property
    def mail_server(self) -> MailServer | None:
        """Where mail is handed in, if anywhere."""
        if url := self.smtp_url.get_secret_value():
            return _mail_server(url, starttls=self.smtp_starttls)
        if not self.smtp_host:
            return None
        tls: Literal["starttls", "never"] = "starttls" if self.smtp_starttls else "never"
        return MailServer(self.smtp_host, self.smtp_port, self.smtp_user, self.smtp_password, tls)

    @property
    def media_origins(self) -> str:
        """Where pages get media from besides us, as their policy names it: nothing, S3, a CDN, or both."""
        return " ".join(filter(None, (self.s3_public_url, self.cdn_url)))

    @property
    def push_origins(self) -> frozenset[str]:
        """The push services that the settings name."""
        return frozenset(one.strip() for one in self.push_hosts.split(",") if one.strip())

    @property
    def mailed_url(self) -> str:
        """What links in mails begin with."""
        return self.public_url or f"http://localhost:{self.port}"

    @property
    def direct_url(self) -> str:
        """The address for what holds on to one connection, where the other leads to a pooler."""
        return self.database_direct_url or self.database_url

    @property
    def owner_url(self) -> str:
        """The address for migrations."""
        return self.database_owner_url or self.database_url


def _is_app(name: str, fingerprint: str) -> bool:
    parts, pairs = name.split("."), fingerprint.split(":")
    hexadecimal = all(len(pair) == 2 and set(pair) <= set("0123456789ABCDEF") for pair in pairs)
    return len(parts) > 1 and all(part.isidentifier() for part in parts) and len(pairs) == 32 and hexadecimal


def _mail_server(url: str, *, starttls: bool) -> MailServer:
    """Read the address of a mail server; raise ``ValueError`` with a sentence that doesn't repeat it."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("SMTP_URL looks like smtp://user:password@host:587 or smtps://user:password@host:465")
    always = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), SecretStr(unquote(parts.password or ""))
    tls: Literal["always", "starttls", "never"] = "always" if always else "starttls" if starttls else "never"
    return MailServer(parts.hostname, parts.port or (465 if always else 587), user, password, tls)


def explain(error: ValidationError) -> str:
    """Say in one sentence per setting what is missing or wrong."""
    lines = [f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()]
    return "Woodshed can't start with these settings:\n  " + "\n  ".join(lines)


@lru_cache
def get_settings() -> Settings:
    """Read the environment once; exit with a sentence when it can't be used."""
    try:
        return Settings()
    except ValidationError as error:
        raise SystemExit(explain(error)) from None
