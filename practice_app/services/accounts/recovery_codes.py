"""Recovery codes: for whoever has a second factor and no passkey at hand. Shown once, kept as hashes, good once each.

120 random bits each, so a plain look-up is safe (OWASP ASVS 6.5.2 asks for 112); the hash is keyed and bound to whose
it is all the same, so that a copy of the database alone opens nothing.
"""

import secrets as random
from uuid import UUID

from sqlalchemy import CursorResult, delete, update
from sqlmodel import Session, col, func, select

from practice_app.models import RecoveryCode
from practice_app.models.columns import now
from practice_app.services.shared import secrets
from practice_app.services.shared.access import owned_by

HOW_MANY = 10
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""No l, o, 0, 1: what is copied from paper is read wrongly otherwise."""
GROUPS, IN_A_GROUP = 4, 6


def made_anew(db: Session, user_id: UUID) -> list[str]:
    """Give somebody ten new ones (as the system); those of before are good no more."""
    gone(db, user_id)
    codes = [_random() for _ in range(HOW_MANY)]
    db.add_all([RecoveryCode(user_id=user_id, code_hash=_hash(user_id, code)) for code in codes])
    db.flush()
    return codes


def gone(db: Session, user_id: UUID) -> None:
    """Let somebody have none (as the system)."""
    db.execute(delete(RecoveryCode).where(owned_by(user_id, RecoveryCode)))


def spend(db: Session, user_id: UUID, typed: str) -> bool:
    """Use a code up (as the system); False when it is none of theirs, or was used before."""
    mine = (owned_by(user_id, RecoveryCode), col(RecoveryCode.code_hash) == _hash(user_id, typed))
    used = db.execute(update(RecoveryCode).where(*mine, col(RecoveryCode.used_at).is_(None)).values(used_at=now()))
    assert isinstance(used, CursorResult)
    return used.rowcount == 1


def left(db: Session, user_id: UUID) -> int:
    """Count those that somebody still has (as the system)."""
    mine = (owned_by(user_id, RecoveryCode), col(RecoveryCode.used_at).is_(None))
    return db.exec(select(func.count()).where(*mine)).one()


def _random() -> str:
    groups = ("".join(random.choice(ALPHABET) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def _hash(user_id: UUID, code: str) -> bytes:
    """Hash it however it is typed: capitals, spaces and dashes are no part of it."""
    plain = "".join(sign for sign in code[:200].lower() if sign in ALPHABET)
    return secrets.keyed_hash("recovery", user_id.bytes + plain.encode())
