"""The embedded services are what they claim to be."""

import boto3
import psycopg
import pytest
import redis

from tests.conftest import DbUrls
from tests.stack import Stack


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
    assert version.startswith("18")
    assert lower == "collé"


@pytest.mark.parametrize("extension", ["pg_trgm", "unaccent", "btree_gist"])
def test_the_owner_may_install_what_search_needs(db_urls: DbUrls, extension: str):
    with psycopg.connect(db_urls.owner) as db:
        db.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        db.rollback()


def test_redis_wants_its_password(redis_url: str):
    with redis.Redis.from_url(redis_url) as known:
        assert known.ping()
    stranger = redis_url.split("@")[1]
    with redis.Redis.from_url(f"redis://{stranger}") as client, pytest.raises(redis.AuthenticationError):
        client.ping()


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
