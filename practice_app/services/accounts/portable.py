"""What an account holds of a person, as it leaves."""

import json
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import text

from practice_app.database import transaction
from practice_app.services.accounts import profiles
from practice_app.services.shared.portable import Held, held, secrets_of

SECRET = secrets_of("users")


def _profile(who: UUID) -> Iterator[list[str]]:
    """Whatever stands in the account, with the address as its owner reads it."""
    query = text("SELECT (to_jsonb(u) - CAST(:without AS text[]))::text FROM users u WHERE u.id = :user_id")
    with transaction(who) as db:
        told = json.loads(db.scalars(query, {"user_id": who, "without": list(SECRET)}).one())
        told["email"] = profiles.profile(db, who).email
    yield [json.dumps(told, ensure_ascii=False)]


HELD = (
    Held("profile.json", ("users",), _profile, SECRET),
    held("devices.json", "auth_sessions"),
    held("passkeys.json", "passkeys"),
    held("identities.json", "identities"),
    held("consents.json", "consents"),
    held("family_devices.json", "family_devices"),
    held("audit.json", "audit"),
)
LEFT_OUT = {
    "recovery_codes": "nothing but hashes of codes; how many are left is shown in the settings",
    "guardian_invites": "nothing but hashes of codes, good for a while",
    "mail_tokens": "nothing but hashes of links that were mailed, good for days",
}
