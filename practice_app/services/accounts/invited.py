"""Who may begin a journal where the site is for those who were invited: whoever has a code that lets them in somewhere.

That is a code of a group by who leads it, of a teacher, or of who looks after a child, while it is good. It is used up
by what it is for alone; here it says that somebody meant this person to come.
"""

from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from practice_app.errors import NotAllowed, NotFound
from practice_app.locales import msg
from practice_app.services.shared import codes
from practice_app.settings import get_settings


@dataclass
class InvitedOnly(NotAllowed):
    """The site takes nobody who was not invited."""

    code = "invited_only"
    detail: str = msg("A journal here is for who was invited. Open the link that somebody sent you and begin there.")


def check(db: Session, code: str, network: str) -> None:
    """Raise ``InvitedOnly`` where only who was invited may begin, for what is no good code (system transaction)."""
    if get_settings().registration == "open":
        return
    try:
        with codes.guessed_slowly("invitation", None, network):
            if not (code and db.scalar(_GOOD, _hashes(code))):
                raise NotFound()
    except NotFound:
        raise InvitedOnly() from None


def _hashes(code: str) -> dict[str, bytes]:
    purposes = {"of_group": codes.GROUP_CODE, "of_teacher": codes.TEACHER_CODE, "of_guardian": codes.GUARDIAN_CODE}
    return {name: codes.hashed(purpose, code) for name, purpose in purposes.items()}


_GOOD = text("""
    SELECT EXISTS (
        SELECT 1 FROM group_invites i JOIN groups g ON g.id = i.group_id AND g.deleted_at IS NULL
          JOIN group_member m ON m.group_id = i.group_id AND m.member_id = i.made_by
         WHERE m.status = 'active' AND m.role IN ('owner', 'admin')
           AND i.code_hash = :of_group AND i.expires_at > now()
        UNION ALL SELECT 1 FROM teacher_invites
         WHERE code_hash = :of_teacher AND expires_at > now() AND used_at IS NULL
        UNION ALL SELECT 1 FROM guardian_invites
         WHERE code_hash = :of_guardian AND expires_at > now() AND used_at IS NULL)
""")
