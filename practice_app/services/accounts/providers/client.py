"""What is said to a provider and what it answers: OAuth 2 and OpenID Connect by Authlib, and what Authlib leaves to us.

Of ours are the two comparisons of the issuer (the discovery document's, and that of the answer) and the rule that an
answer without an id_token is none.
"""

import logging
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import BaseApp, FrameworkIntegration, OAuth2Mixin, OpenIDMixin
from authlib.integrations.httpx_client import OAuth2Client
from joserfc.errors import JoseError

from practice_app.services.accounts.providers.known import Provider
from practice_app.settings import get_settings

log = logging.getLogger(__name__)
TIMEOUT_S = 10.0
IN_THE_FORM = "client_secret_post"
ALGORITHMS = "id_token_signing_alg_values_supported"
SIGNED = frozenset({"RS256", "ES256", "EdDSA"})
TROUBLE = (AuthlibBaseError, JoseError, httpx2.HTTPError, ValueError, KeyError, TypeError, RuntimeError)
"""What goes wrong when another server says something odd, or nothing."""


class ProviderFailed(Exception):
    """A provider did not say who somebody is, or not so that it can be believed."""


@dataclass(frozen=True)
class Sent:
    """Somebody is sent to a provider: where, and what has to come back."""

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Stranger:
    """Who a provider says somebody is."""

    provider: str
    subject: str
    email: str | None
    """Only one that the provider has made sure of; else nothing is built on it but what its owner reads."""
    email_verified: bool
    name: str
    token: str
    """By which the provider is told one day that they are gone."""


class _App(OAuth2Mixin, OpenIDMixin, BaseApp):  # type: ignore[misc]
    client_cls = OAuth2Client


def send(provider: Provider) -> Sent:
    """Make the address to send somebody to, with a state, a nonce and a challenge of its own."""
    try:
        made = _app(provider).create_authorization_url(redirect_uri(provider), **dict(provider.asks))
    except TROUBLE as trouble:
        raise _failed(provider, trouble) from trouble
    return Sent(made["url"], made["state"], made.get("nonce", ""), made.get("code_verifier", ""))


def redirect_uri(provider: Provider) -> str:
    """The one address at which a provider may answer."""
    return f"{get_settings().mailed_url}/api/v1/auth/{provider.key}/callback"


def check_issuer(provider: Provider, told: dict[str, str]) -> None:
    """Compare who says that they answer (RFC 9207) with whom we asked; raise ``ProviderFailed``."""
    if not provider.openid:
        return
    try:
        promised = _app(provider).load_server_metadata().get("authorization_response_iss_parameter_supported")
    except TROUBLE as trouble:
        raise _failed(provider, trouble) from trouble
    if told.get("iss", "" if promised else provider.issuer) != provider.issuer:
        raise ProviderFailed("the answer came from another issuer")


def exchange(provider: Provider, code: str, sent: Sent) -> Stranger:
    """Ask a provider, by the code that a browser brought, who that is."""
    given: dict[str, str] = {"code": code}
    if sent.verifier:
        given["code_verifier"] = sent.verifier
    if not provider.openid:
        given["body"] = urlencode({"state": sent.state})
    try:
        app = _app(provider)
        app.client_secret = provider.secret
        token = app.fetch_access_token(redirect_uri(provider), **given)
        claims = _claims(app, provider, token, sent.nonce) if provider.openid else _naver_profile(token)
        return _stranger(provider, claims, str(token.get("refresh_token") or ""))
    except TROUBLE as trouble:
        raise _failed(provider, trouble) from trouble


def _claims(app: _App, provider: Provider, token: dict[str, Any], nonce: str) -> dict[str, Any]:
    if not token.get("id_token"):
        raise ProviderFailed("the answer has no id_token")
    must = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    only_signed(app.load_server_metadata())
    return dict(app.parse_id_token(token, nonce=nonce, claims_options=must))


def only_signed(metadata: dict[str, Any]) -> None:
    """Take out of a discovery document every way to sign an id_token but those we know: it may list ``none``."""
    told = metadata.get(ALGORITHMS) or ["RS256"]  # OpenID Connect Core 3.1.3.7: the default
    metadata[ALGORITHMS] = [algorithm for algorithm in told if algorithm in SIGNED]


def _naver_profile(token: dict[str, Any]) -> dict[str, Any]:
    """Ask Naver, which has no id_token. The address is what somebody typed there: nobody ever made sure of it."""
    with httpx2.Client(timeout=TIMEOUT_S) as session:
        headers = {"Authorization": f"Bearer {token['access_token']}"}
        answer = session.get(f"{get_settings().naver_api_url}/v1/nid/me", headers=headers)
    answer.raise_for_status()
    told = answer.json()
    if told.get("resultcode") != "00":
        raise ValueError("no profile")
    profile = told["response"]
    return {"sub": profile["id"], "email": profile.get("email"), "name": profile.get("nickname")}


def _stranger(provider: Provider, claims: dict[str, Any], token: str) -> Stranger:
    subject, email = claims["sub"], claims.get("email")
    if not isinstance(subject, str | int) or not 0 < len(str(subject)) <= 255:
        raise ValueError("no usable subject")
    told = email if isinstance(email, str) and 0 < len(email) <= 320 else None
    said = claims.get("email_verified")
    sure = told is not None and provider.openid and (said is True or said == "true")
    name = claims.get("name") or claims.get("nickname")
    return Stranger(provider.key, str(subject), told, sure, name if isinstance(name, str) else "", token)


def _failed(provider: Provider, trouble: Exception) -> ProviderFailed:
    """Say in the log what kind of trouble it was, and nothing that a provider or a browser sent."""
    known = getattr(trouble, "error", "")
    reason = known if isinstance(known, str) and known.isascii() and len(known) < 60 else ""
    log.warning("signing in with %s failed: %s %s", provider.name, type(trouble).__name__, reason)
    return ProviderFailed()


def post(provider: Provider, url: str, data: dict[str, str], authorization: str = "") -> dict[str, Any]:
    """Post a form to a provider and read its answer; raise ``ProviderFailed``."""
    headers = {"Authorization": authorization} if authorization else {}
    try:
        with httpx2.Client(timeout=TIMEOUT_S) as session:
            answer = session.post(url, data=data, headers=headers)
        answer.raise_for_status()
        told = answer.json() if answer.content else {}
    except TROUBLE as trouble:
        raise _failed(provider, trouble) from trouble
    if not isinstance(told, dict) or told.get("error"):
        raise ProviderFailed("it was refused")
    return told


def revocation_endpoint(provider: Provider) -> str:
    """Where a provider takes a token back."""
    try:
        return str(_app(provider).load_server_metadata()["revocation_endpoint"])
    except TROUBLE as trouble:
        raise _failed(provider, trouble) from trouble


def token_endpoint(provider: Provider) -> str:
    """Where a provider gives tokens."""
    if not provider.openid:
        return f"{provider.issuer}/oauth2.0/token"
    try:
        return str(_app(provider).load_server_metadata()["token_endpoint"])
    except TROUBLE as trouble:
        raise _failed(provider, trouble) from trouble


def _app(provider: Provider) -> _App:
    """What speaks with a provider; its discovery document is read once, and must be its own."""
    app = _made(provider)
    if provider.openid and app.load_server_metadata().get("issuer") != provider.issuer:
        _made.cache_clear()
        raise ValueError("the discovery document is of another issuer")
    return app


@lru_cache(maxsize=16)
def _made(provider: Provider) -> _App:
    told: dict[str, Any] = {"scope": provider.scope, "timeout": TIMEOUT_S, "token_endpoint_auth_method": IN_THE_FORM}
    app: dict[str, Any] = {"client_id": provider.client_id, "client_secret": provider.secret, "client_kwargs": told}
    if provider.openid:
        told["code_challenge_method"] = "S256"
        app["server_metadata_url"] = f"{provider.issuer}/.well-known/openid-configuration"
    else:
        app["authorize_url"] = f"{provider.issuer}/oauth2.0/authorize"
        app["access_token_url"] = f"{provider.issuer}/oauth2.0/token"
    return _App(FrameworkIntegration(provider.key), provider.key, **app)
