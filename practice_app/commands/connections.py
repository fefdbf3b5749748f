"""What `woodshed check` finds out of the servers: whether they answer, and are set as they have to be."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import URL, text

from practice_app.backup import copies
from practice_app.backup.places import place
from practice_app.commands.said import Said
from practice_app.database import address, system_transaction
from practice_app.services.shared import backups, cdn, health, mail, storage
from practice_app.services.shared.redis import client
from practice_app.settings import get_settings

OURS = {"localhost", "127.0.0.1", "::1", ""}
SAFE_MODES = {"verify-full", "verify-ca"}
NEWS = set("K$gxe")
"""What Reflex has to hear of keys (notify-keyspace-events)."""
PROBE = "check/probe"
_ROLE = text(
    "SELECT current_setting('server_version') AS version, r.rolsuper, r.rolbypassrls,"
    " EXISTS (SELECT 1 FROM pg_class c WHERE c.relname = 'users' AND c.relowner = r.oid) AS owns"
    " FROM pg_roles r WHERE r.rolname = session_user"
)


def database() -> Iterator[Said]:
    """Whether it answers, has the tables of this release, and holds us to what we may do."""
    with system_transaction() as db:
        role = db.execute(_ROLE).one()
        there = set(db.scalars(text("SELECT version_num FROM alembic_version")))
    yield Said("well", f"PostgreSQL {role.version.split()[0]} answers.")
    yield _tables(there)
    if role.rolsuper or role.rolbypassrls or role.owns:
        yield Said("wrong", "DATABASE_URL signs in as a role that owns the tables or passes by their policies.")
    at = address(get_settings().database_url)
    if not all(map(_is_ours, _hosts(at))) and not SAFE_MODES & set(at.normalized_query.get("sslmode", ())):
        yield Said("note", "DATABASE_URL goes over a network with no sslmode=verify-full: no certificate is looked at.")


def _tables(there: set[str]) -> Said:
    if there >= health.needed_migrations():
        return Said("well", "Its tables are those of this release.")
    if there - health.known_migrations():
        return Said("note", "Its tables are those of a newer release, with which this one goes on for a while.")
    return Said("wrong", "Its tables are those of an older release: run `woodshed migrate`.")


def redis() -> Iterator[Said]:
    """Whether it answers, keeps messages when it is full, and tells what Reflex follows."""
    told: Any = client().info()
    yield Said("well", f"{'Valkey' if 'valkey_version' in told else 'Redis'} {told['redis_version']} answers.")
    if str(told.get("maxmemory_policy", "")).startswith("allkeys"):
        yield Said("wrong", "Its maxmemory-policy drops messages for workers: use volatile-lru or noeviction.")
    if not told.get("maxmemory"):
        yield Said("note", "It has no maxmemory: what is flooded grows until the machine has none left.")
    said = _setting("notify-keyspace-events")
    if said is not None and not set(said.replace("A", "g$lshzxetd")) >= NEWS:
        yield Said("note", f'notify-keyspace-events is "{said}": the web process sets K$sgxe where it may.')


def _setting(name: str) -> str | None:
    """What it says of itself; managed ones say nothing."""
    from redis.exceptions import ResponseError

    try:
        found: Any = client().config_get(name)
    except ResponseError:
        return None
    return str(found.get(name, ""))


def s3() -> Iterator[Said]:
    """Whether there is the bucket, and what is put there is there."""
    storage.ping()
    storage.put(PROBE, b"woodshed", "application/octet-stream")
    size, encrypted = storage.size(PROBE), storage.encryption(PROBE)
    storage.delete(PROBE)
    if size != len(b"woodshed"):
        yield Said("wrong", "S3 has the bucket, but what is put there isn't found again.")
        return
    yield Said("well", f"S3 answers, and keeps what is put into the bucket {get_settings().s3_bucket}.")
    if get_settings().s3_encryption and encrypted != get_settings().s3_encryption:
        yield Said("wrong", "S3 took what S3_ENCRYPTION asks for, but doesn't say that it encrypted anything.")
    address = urlsplit(get_settings().s3_endpoint_url)
    if address.scheme == "http" and not _is_ours(address.hostname):
        yield Said("note", "S3_ENDPOINT_URL is no https: recordings cross a network in the clear.")


def network() -> Iterator[Said]:
    """Whether the CDN hands out what we sign for, and nothing else."""
    import httpx

    if not cdn.wanted():
        return
    key = storage.random_key(prefix="check")
    storage.put(key, b"woodshed", "application/octet-stream")
    try:
        with httpx.Client(timeout=10) as asking:
            unsigned, signed = asking.get(cdn.plain(key)), asking.get(cdn.signed(key, 60))
    finally:
        storage.delete(key)
    if unsigned.status_code == 200:
        yield Said("wrong", f"{get_settings().cdn_url} hands out what nobody signed for: recordings lie open.")
    elif signed.content != b"woodshed":
        yield Said("wrong", f"{get_settings().cdn_url} answers {signed.status_code} to an address that we signed.")
    else:
        yield Said("well", f"{get_settings().cdn_url} hands out what we sign for, and nothing else.")


def letters() -> Iterator[Said]:
    """Whether the mail server lets us in."""
    server = get_settings().mail_server
    if server is None:
        yield Said("note", "There is no mail server: each mail is a file in the data folder.")
        return
    mail.ping(server)
    yield Said("well", f"The mail server {server.host} lets us in.")


def safety() -> Iterator[Said]:
    """Whether copies are made, can be opened, and how old the newest is."""
    where = get_settings().backup_to
    if not where:
        yield Said("note", "No safety copies are made by themselves: BACKUP_TO isn't set.")
        return
    newest = copies.newest_at(place(where))
    if newest is None:
        yield Said("note", f"No safety copy lies in {where} yet.")
        return
    copies.store()
    old = (datetime.now(UTC) - newest).total_seconds()
    said = f"The newest safety copy is of {newest:%d %B %Y %H:%M} UTC, and the key opens it."
    yield Said("well" if old < backups.OLD_S else "wrong", said)


def _hosts(at: URL) -> list[str | None]:
    """The servers that an address names."""
    return [host.partition(":")[0] for host in at.normalized_query.get("host", ())] or [at.host]


def _is_ours(host: str | None) -> bool:
    return (host or "") in OURS


ASKED: dict[str, Callable[[], Iterator[Said]]] = {
    "PostgreSQL": database,
    "Redis": redis,
    "S3": s3,
    "The CDN": network,
    "Mail": letters,
    "Safety copies": safety,
}
