#!/bin/sh
# Made once, with the empty database: the owner, as whom migrations sign in, and the role that owns nothing.
set -eu
psql -v ON_ERROR_STOP=1 --username postgres \
	--set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE woodshed_owner LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB CREATEROLE PASSWORD :'owner_password';
CREATE ROLE woodshed_app LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
CREATE DATABASE woodshed OWNER woodshed_owner;
REVOKE ALL ON DATABASE woodshed FROM PUBLIC;
GRANT CONNECT ON DATABASE woodshed TO woodshed_app;
SQL
