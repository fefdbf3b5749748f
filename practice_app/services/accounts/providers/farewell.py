"""When an account is erased, the providers it came in by are told: at once where they listen, else again, for a week.

What they have to be told outlives the account in a row that names nobody, sealed, and goes once it was told or nobody
listened for long. Nothing waits for it.
"""

import json
import logging
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.models import Farewell, LinkedIdentity
from practice_app.models.columns import now
from practice_app.services.accounts.providers import client, known, linked
from practice_app.services.accounts.providers.client import ProviderFailed
from practice_app.services.accounts.providers.known import Provider
from practice_app.services.shared import sealing
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

log = logging.getLogger(__name__)
PLACE = "farewells.told_sealed"
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""After the first try, the second, …; then once a day."""
MOST = 10
HELD = timedelta(minutes=2)
"""For so long nobody else tries what is being tried."""


def unlink_all(db: Session, user_id: UUID) -> int:
    """Have every provider of somebody told that they are gone, and forget that they came by it (system transaction)."""
    found = db.exec(select(LinkedIdentity).where(owned_by(user_id, LinkedIdentity))).all()
    for identity in found:
        told = json.dumps({"subject": identity.subject, "token": linked.token_of(identity)})
        farewell = Farewell(provider=identity.provider, told_sealed=b"", due_at=now())
        farewell.told_sealed = sealing.seal(told, PLACE, farewell.id)
        db.add(farewell)
        db.delete(identity)
    return len(found)


@step
def say_farewells(limit: int = 50) -> int:
    """Tell what is due to be told; the sweep comes again for the rest. Tells how many were told."""
    told = 0
    for _ in range(limit):
        taken = _next()
        if taken is None:
            break
        told += _say(taken)
    return told


def _next() -> Farewell | None:
    """Take one that is due, so that nobody else does for a while."""
    due = select(Farewell).where(col(Farewell.due_at) <= now()).order_by(col(Farewell.due_at)).limit(1)
    with system_transaction() as db:
        found = db.exec(due.with_for_update(skip_locked=True)).first()
        if found:
            found.due_at, found.attempts = now() + HELD, found.attempts + 1
        return found


def _say(farewell: Farewell) -> bool:
    try:
        told = json.loads(sealing.opened(farewell.told_sealed, PLACE, farewell.id))
        provider = next((one for one in known.switched_on() if one.key == farewell.provider), None)
        if provider and (told["token"] or provider.key == "kakao"):
            _tell(provider, told["subject"], told["token"])
    except (ProviderFailed, sealing.Unreadable):
        _later(farewell)
        return False
    with system_transaction() as db:
        db.delete(db.merge(farewell))
    return True


def _later(farewell: Farewell) -> None:
    tries = farewell.attempts
    with system_transaction() as db:
        row = db.get(Farewell, farewell.id)
        if row and tries >= MOST:
            log.warning("%s was not told of an account that is gone: %d tries", farewell.provider, tries)
            db.delete(row)
        elif row:
            row.due_at = now() + (PAUSES[tries - 1] if tries <= len(PAUSES) else timedelta(days=1))


def _tell(provider: Provider, subject: str, token: str) -> None:
    """Say it in the provider's own way; raise ``ProviderFailed``."""
    ours = {"client_id": provider.client_id, "client_secret": provider.secret}
    if provider.key == "kakao":
        _tell_kakao(provider, subject, token, ours)
    elif provider.key == "naver":
        access = _access(provider, token, ours)
        asked = {"grant_type": "delete", "access_token": access, "service_provider": "NAVER"}
        client.post(provider, client.token_endpoint(provider), ours | asked)
    else:
        url = client.revocation_endpoint(provider)
        client.post(provider, url, ours | {"token": token, "token_type_hint": "refresh_token"})


def _tell_kakao(provider: Provider, subject: str, token: str, ours: dict[str, str]) -> None:
    """By the app's own key where it is set: a token runs out after two months."""
    chosen = get_settings()
    url, key = f"{chosen.kakao_api_url}/v1/user/unlink", chosen.kakao_admin_key.get_secret_value()
    if key:
        client.post(provider, url, {"target_id_type": "user_id", "target_id": subject}, f"KakaoAK {key}")
    elif token:
        client.post(provider, url, {}, f"Bearer {_access(provider, token, ours)}")


def _access(provider: Provider, token: str, ours: dict[str, str]) -> str:
    """Get a token that is good for an hour by one that is good for long."""
    asked = {"grant_type": "refresh_token", "refresh_token": token}
    access = client.post(provider, client.token_endpoint(provider), ours | asked).get("access_token")
    if not isinstance(access, str):
        raise ProviderFailed("no token")
    return access
