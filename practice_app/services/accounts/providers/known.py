"""The providers there are, and which of them are switched on."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from joserfc import jwt
from joserfc.jwk import ECKey

from practice_app.errors import NotFound
from practice_app.models.columns import now
from practice_app.settings import Settings, get_settings

SECRET_LIFETIME = timedelta(minutes=10)
"""Apple takes up to half a year; it is made for each call."""


@dataclass(frozen=True)
class Provider:
    """Where somebody else says who a person is, and how it is asked."""

    key: str
    name: str
    client_id: str
    issuer: str
    """What it calls itself; of one without OpenID Connect, where it is."""
    scope: str = "openid"
    openid: bool = True
    posts: bool = False
    """It answers by a form that the browser posts to us, from its own page."""
    asks: tuple[tuple[str, str], ...] = ()
    """What else is said when somebody is sent there."""

    @property
    def secret(self) -> str:
        """What proves to it that we are the app it knows."""
        chosen = get_settings()
        if self.key == "apple":
            return _apple_secret(chosen)
        return str(getattr(chosen, f"{self.key}_client_secret").get_secret_value())


def switched_on() -> list[Provider]:
    """List the providers that settings name."""
    return [one for one in _all(get_settings()) if one.client_id]


def wanted(key: str) -> Provider:
    """Find one that is switched on; raise ``NotFound``."""
    for one in switched_on():
        if one.key == key:
            return one
    raise NotFound()


def _all(chosen: Settings) -> tuple[Provider, ...]:
    """All there are, in the order in which they are offered; Korea's first is chosen by the page."""
    forever = (("access_type", "offline"), ("prompt", "select_account"))
    form = (("response_mode", "form_post"),)
    return (
        Provider(
            "google", "Google", chosen.google_client_id, chosen.google_issuer, "openid email profile", asks=forever
        ),
        Provider("kakao", "Kakao", chosen.kakao_client_id, chosen.kakao_issuer),
        Provider("naver", "Naver", chosen.naver_client_id, chosen.naver_url, "", openid=False),
        Provider(
            "apple", "Apple", chosen.apple_client_id, chosen.apple_issuer, "openid email name", posts=True, asks=form
        ),
    )


def _apple_secret(chosen: Settings) -> str:
    """Sign for Apple who we are (ES256): a secret that is good for minutes."""
    issued = now()
    claims = {
        "iss": chosen.apple_team_id,
        "sub": chosen.apple_client_id,
        "aud": chosen.apple_issuer,
        "iat": int(issued.timestamp()),
        "exp": int((issued + SECRET_LIFETIME).timestamp()),
    }
    key = _apple_key(chosen.apple_private_key.get_secret_value())
    return jwt.encode({"alg": "ES256", "kid": chosen.apple_key_id}, claims, key)


@lru_cache(maxsize=2)
def _apple_key(text: str) -> ECKey:
    return ECKey.import_key(text.replace("\\n", "\n"))
