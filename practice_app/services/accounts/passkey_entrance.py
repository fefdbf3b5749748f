"""Coming in by a passkey, and proving with one that it is still oneself.

Nobody says who they are: the key names its account. Whatever is wrong (unknown, taken off, signed for another page or
browser, a second time, of an account that is gone), the answer is one and the same.
"""

import secrets as random
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, update
from sqlmodel import Session, col, select
from webauthn import generate_authentication_options
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.structs import UserVerificationRequirement

from practice_app.database import system_transaction, transaction
from practice_app.errors import NotSignedIn
from practice_app.locales import msg
from practice_app.models import AuditKind, Passkey, User
from practice_app.models.columns import now
from practice_app.services.accounts import audit, entrance, passkey_answers, passkey_challenges, passkeys, proof, term
from practice_app.services.accounts.entrance import Caller, Entered
from practice_app.services.accounts.passkey_answers import Refused, Site, Used
from practice_app.services.accounts.passkey_challenges import LIFETIME_S, Purpose
from practice_app.services.accounts.signin import Identity
from practice_app.services.shared.limits import rates
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

COOKIE = "woodshed_passkey"
"""Says which browser asked to sign in; it opens nothing."""
REFUSED = msg("That passkey doesn't open anything here. Try once more, or sign in another way.")


class PasskeyRefused(NotSignedIn):
    """It opens nothing; why is never said."""

    code = "passkey_refused"
    title = msg("Sign-in failed")

    def __init__(self) -> None:
        super().__init__(REFUSED)


@dataclass(frozen=True)
class Proved:
    """Which passkey signed what was asked, and how often it was used, as it says."""

    passkey_id: UUID
    owner: UUID
    count: int


def new_browser() -> str:
    """Make what a browser is told apart by while it signs in."""
    return random.token_urlsafe(24)


@step
def sign_in_options(browser: str, site: Site, network: str) -> dict[str, Any]:
    """Tell a browser how to ask for a passkey of this site, whoever's it is (``parseRequestOptionsFromJSON``)."""
    rates.spend(get_settings().auth_limit, "passkey-options", network)
    return _options(Purpose.SIGN_IN, browser, site)


@step
def sign_in(answer: Used, browser: str, site: Site, caller: Caller) -> Entered:
    """Sign a device in by a passkey; raise ``PasskeyRefused`` or ``Suspended``."""
    rates.spend(get_settings().auth_limit, "passkey", caller.network)
    proved = _proved(answer, Purpose.SIGN_IN, browser, site)
    with system_transaction() as db:
        user = db.get(User, proved.owner, with_for_update=True)
        if user is not None and not term.gone(user) and _counted(db, proved):
            return entrance.welcome(db, user, caller, both=True)
    raise PasskeyRefused()


@step
def confirm_options(who: Identity, site: Site) -> dict[str, Any]:
    """Tell a browser how to ask for one of somebody's own passkeys, to prove that it is still them."""
    rates.spend(get_settings().auth_limit, "passkey-options", str(who.id))
    with transaction(who.id) as db:
        known = passkeys.all_of(db, who.id)
    allowed = [passkeys.described(key) for key in known]
    return _options(Purpose.CONFIRM, str(who.auth_session_id), site, allow_credentials=allowed)


@step
def confirm(who: Identity, answer: Used, site: Site, network: str) -> None:
    """Prove it by one of one's own passkeys; raise ``BadPasskey`` for anything else."""
    rates.spend(get_settings().auth_limit, "passkey", network)
    try:
        proved = _proved(answer, Purpose.CONFIRM, str(who.auth_session_id), site)
    except PasskeyRefused:
        raise passkeys.BadPasskey() from None
    with system_transaction() as db:
        if taken := proved.owner == who.id and _counted(db, proved):
            proof.note(db, who, both=True)
    if not taken:
        raise passkeys.BadPasskey()


def _options(purpose: Purpose, browser: str, site: Site, **more: Any) -> dict[str, Any]:
    asked = generate_authentication_options(
        rp_id=site.rp_id,
        challenge=passkey_challenges.issue(purpose, browser),
        timeout=LIFETIME_S * 1000,
        user_verification=UserVerificationRequirement.REQUIRED,
        **more,
    )
    return options_to_json_dict(asked)


def _proved(answer: Used, purpose: Purpose, browser: str, site: Site) -> Proved:
    """Find out whose passkey has signed what this browser was asked a moment ago."""
    try:
        challenge = passkey_answers.challenge_of(answer)
        if not browser or not passkey_challenges.spend(purpose, browser, challenge):
            raise Refused()
        key = _named(answer)
        return Proved(key.id, key.user_id, passkey_answers.read_used(answer, challenge, site, key.public_key))
    except Refused:
        raise PasskeyRefused() from None


def _named(answer: Used) -> Passkey:
    raw_id, owner = passkey_answers.named_by(answer)
    with system_transaction() as db:
        key = db.exec(select(Passkey).where(col(Passkey.credential_id) == raw_id)).first()
    if key is None or owner not in (b"", key.user_id.bytes):
        raise Refused()
    return key


def _counted(db: Session, proved: Proved) -> bool:
    """Write how often a passkey was used; False when it was taken off meanwhile, or says fewer times than before.

    Then there are two of it, and its owner is told: one of them is somebody else's.
    """
    mine = col(Passkey.id) == proved.passkey_id
    grows = col(Passkey.sign_count) < proved.count if proved.count else col(Passkey.sign_count) == 0
    written = db.execute(update(Passkey).where(mine, grows).values(sign_count=proved.count, last_used_at=now()))
    assert isinstance(written, CursorResult)
    if written.rowcount == 0 and (key := db.get(Passkey, proved.passkey_id)) is not None:
        audit.note(db, proved.owner, AuditKind.PASSKEY_COPIED, name=key.name)
    return written.rowcount == 1
