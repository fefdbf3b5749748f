"""The embedded services are what they claim to be."""

import os

import boto3
import psutil
import psycopg
import pytest
import redis

from practice_app.embedded import Home, postgres, s3
from practice_app.embedded import redis as embedded_redis
from practice_app.embedded.program import wait_until
from practice_app.run import frontend, migration
from tests.conftest import DbUrls
from tests.stack import Stack, remove


def test_the_app_cannot_create_roles_and_owns_nothing(db_urls: DbUrls):
    with psycopg.connect(db_urls.app) as db:
        row = db.execute(
            "SELECT rolcreaterole, rolsuper, rolbypassrls, rolinherit FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == (False, False, False, False)


def test_postgresql_is_the_one_we_brought(db_urls: DbUrls):
    with psycopg.connect(db_urls.owner) as db:
        (version,) = db.execute("SHOW server_version_num").fetchone()
        (lower,) = db.execute("SELECT lower('COLLÉ')").fetchone()
    assert int(version) >= 18_00_06
    assert lower == "collé"


@pytest.mark.parametrize("extension", ["pg_trgm", "unaccent", "btree_gist"])
def test_the_owner_may_install_what_search_needs(db_urls: DbUrls, extension: str):
    with psycopg.connect(db_urls.owner) as db:
        db.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        db.rollback()


def test_redis_is_bounded_and_never_drops_what_waits_for_a_worker(redis_url: str):
    with redis.Redis.from_url(redis_url) as client:
        assert 0 < int(client.config_get("maxmemory")["maxmemory"]) <= 2**30
        assert client.config_get("maxmemory-policy")["maxmemory-policy"] == "volatile-lru"


def test_redis_wants_its_password(redis_url: str):
    with redis.Redis.from_url(redis_url) as known:
        assert known.ping()
    stranger = redis_url.split("@")[1]
    with redis.Redis.from_url(f"redis://{stranger}") as client, pytest.raises(redis.AuthenticationError):
        client.ping()


def test_redis_is_the_one_we_brought_and_takes_no_orders_that_reach_further(redis_url: str):
    with redis.Redis.from_url(redis_url) as client:
        assert client.info("server")["server_name"] == "valkey"
        assert tuple(map(int, client.info("server")["valkey_version"].split("."))) >= (9, 1, 2)
        for order in ("MODULE LOAD /tmp/any.so", "DEBUG SLEEP 0", "CONFIG SET dir /tmp", "CONFIG SET dbfilename any"):
            with pytest.raises(redis.ResponseError):
                client.execute_command(*order.split())


def test_s3_keeps_what_it_is_given(stack: Stack, s3_bucket: str):
    client = boto3.client(
        "s3",
        endpoint_url=stack.s3_endpoint_url,
        aws_access_key_id=stack.s3_access_key_id,
        aws_secret_access_key=stack.s3_secret_access_key,
        region_name="us-east-1",
    )
    client.put_object(Bucket=s3_bucket, Key="a/take", Body=b"la la")
    assert client.get_object(Bucket=s3_bucket, Key="a/take")["Body"].read() == b"la la"


SECRETS = (
    "SECRET_KEY",
    "FIELD_KEYS",
    "INDEX_KEYS",
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "S3_SECRET_ACCESS_KEY",
    "METRICS_TOKEN",
)


@pytest.fixture
def secrets(monkeypatch):
    """An environment that holds all of our secrets, as the supervisor's does."""
    for name in SECRETS:
        monkeypatch.setenv(name, f"the value of {name}")
    return set(SECRETS)


@pytest.mark.parametrize("kind", [postgres, embedded_redis, s3], ids=["postgresql", "redis", "s3"])
def test_a_server_is_told_nothing_but_its_own(secrets, tmp_path_factory, kind):
    home = Home(tmp_path_factory.mktemp("home"))
    service = kind.prepare(home)
    process = service.program.start(home.path / "said.log")
    try:
        wait_until(service.ping, service.program.name)
        known = psutil.Process(process.pid).environ()
    finally:
        process.send_signal(service.program.stop_signal)
        process.wait(30)
        remove(home.path, home)
    assert known.keys() & secrets == set()
    assert "the value of" not in str(known)


def test_the_pages_are_built_and_the_tables_made_without_what_they_do_not_need(secrets, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(migration, "run_step", lambda _, environ, _log: seen.append(dict(environ)) or 0)
    everything = dict.fromkeys(SECRETS, "secret") | {"WOODSHED_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    migration.migrate(everything | {"RCLONE_AUTH_KEY": "secret"})
    assert {name for name, value in seen[0].items() if value == "secret"} == {
        "SECRET_KEY",
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
    }
    assert "secret" not in frontend.environment(everything | {"RCLONE_AUTH_KEY": "secret"}).values()


def test_what_a_killed_s3_server_left_behind_goes_in_time(tmp_path):
    bucket = tmp_path / "woodshed"
    (bucket / "takes").mkdir(parents=True)
    old, fresh, take = (bucket / "takes" / name for name in (".rclone_temp_multipart_1", ".rclone_temp_put_2", "take"))
    for file in (old, fresh, take):
        file.write_bytes(b"x")
    for file in (old, take):
        os.utime(file, (0, 0))
    s3._tidy(bucket)
    assert [file.exists() for file in (old, fresh, take)] == [False, True, True], "what is young may still be an upload"
