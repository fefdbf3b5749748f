"""Whom it concerns is told what was done, why and by which rule; those who reported it, that somebody looked.

Those who reported it learn nothing of what was done: it may be between others.
"""

from typing import Any, Final
from uuid import UUID

from sqlmodel import Session

from practice_app.locales import msg
from practice_app.models import Action, Measure, NotificationKind, Rule
from practice_app.services.shared.telling import tell

PAGE: Final = "/moderation/mine"
RULES: Final = {
    Rule.SPAM: msg("No advertising, nothing over and over"),
    Rule.RUDE: msg("Kind to each other, also when you disagree"),
    Rule.DANGER: msg("Nothing that puts anybody in danger"),
    Rule.COPYRIGHT: msg("Only what you may show"),
    Rule.OTHER: msg("What makes this a good place to practise"),
}


def measured(db: Session, measure: Measure) -> None:
    """Tell the person what was done about something of theirs; that nothing was done needs no word."""
    if measure.action == Action.DISMISS:
        return
    told: dict[str, Any] = {"title": RULES[Rule(measure.rule)], "what": measure.reason[:300]}
    words = f"measure_{measure.action}"
    if measure.until:
        told["at"] = measure.until.isoformat()
    tell(db, measure.person_id, NotificationKind.REPORT_HANDLED, str(measure.id), words=words, path=PAGE, **told)


def looked_at(db: Session, reporter: UUID, measure: Measure) -> None:
    """Tell somebody that what they reported was looked at."""
    words = "report_kept" if measure.action == Action.DISMISS else "report_acted"
    tell(db, reporter, NotificationKind.REPORT_HANDLED, f"{measure.id} {reporter}", words=words)


def answered(db: Session, person: UUID, appeal: UUID, *, granted: bool, answer: str) -> None:
    """Tell the person what another moderator says to their appeal."""
    words = "appeal_granted" if granted else "appeal_refused"
    tell(db, person, NotificationKind.REPORT_HANDLED, f"{appeal}", words=words, path=PAGE, what=answer[:300])
