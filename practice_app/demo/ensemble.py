"""The class plays together: a group that Helena leads, in which each shows what they like. Made once."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from practice_app import zones
from practice_app.database import transaction
from practice_app.demo import board, stand
from practice_app.demo.people import ANN, CLASS, TEACHER
from practice_app.models import GroupMeasure, Joining, Named, Sharing
from practice_app.services import notifications, progress
from practice_app.services.groups import announcing, challenging, joining, listing, making, members, repertoire
from practice_app.services.groups.announcing import AnnouncementDraft
from practice_app.services.groups.challenging import GroupChallengeDraft
from practice_app.services.groups.drafts import GroupChanges, GroupDraft, SharingDraft
from practice_app.services.groups.repertoire import WorkDraft
from practice_app.services.progress import GoalDraft

NAME: Final = "Thursday Strings"
LEVELS: Final = (Sharing.SESSIONS, Sharing.STATISTICS, Sharing.MINUTES, Sharing.STATISTICS, Sharing.NOTHING)
NAMED: Final = (Named.NAME, Named.INITIALS, Named.NOT)
CONCERT: Final = timedelta(weeks=6)
REPERTOIRE: Final = (
    ("Serenade for Strings", "Antonín Dvořák", "Violin"),
    ("The Four Seasons: Winter", "Antonio Vivaldi", "Violin"),
    ("Méditation from Thaïs", "Jules Massenet", ""),
)
"""What is played at the concert, and the part of the most: members have pieces that name them."""


def meet(ids: Mapping[str, UUID]) -> None:
    """Let the class be in it and write on its board, unless their teacher has other groups already."""
    teacher = ids.get(TEACHER.key)
    pupils = [ids[player.key] for player in (ANN, *CLASS) if player.key in ids]
    if teacher is None or not pupils:
        return
    with transaction(teacher) as db:
        there = listing.mine(db)
    for one in there:
        if one.name == NAME:
            board.fill_of(one.id, ids)
    if not there:
        group = _found(teacher, pupils)
        board.fill_of(group, ids)
        _is_no_news(teacher)
        _mean(teacher, group)
        for player in (TEACHER, ANN, *CLASS):
            if player.key in ids:
                stand.name_works(player, ids[player.key])


def _found(teacher: UUID, pupils: list[UUID]) -> UUID:
    """Make the group, and let everybody come and say what they show."""
    with transaction(teacher) as db:
        draft = GroupDraft(
            name=NAME,
            description="Helena's class, Thursdays at half past six. In summer we play the Serenade.",
            joining=Joining.OPEN,
            public_dashboard=True,
        )
        group = making.create(db, teacher, draft).id
    for n, who in enumerate((teacher, *pupils)):
        with transaction(who) as db:
            if who != teacher:
                joining.join(db, who, group)
            members.share(db, who, group, SharingDraft(level=LEVELS[n % len(LEVELS)], named=NAMED[n % len(NAMED)]))
            if not progress.own_goals(db, who):
                progress.put_goal(db, who, progress.ALL, GoalDraft(minutes_per_week=90 + 30 * n, rest_days=[]))
    return group


def _is_no_news(teacher: UUID) -> None:
    """Let her have read who came, and what they said below what she wrote."""
    with transaction(teacher) as db:
        notifications.mark_read(db, teacher)


def _mean(teacher: UUID, group: UUID) -> None:
    """Say what they are to practise: works with a date, and a challenge against each one's own goal."""
    today = zones.day_of(datetime.now(UTC), TEACHER.timezone)
    with transaction(teacher) as db:
        making.change(db, teacher, group, GroupChanges(joining=Joining.REQUEST))
        for title, composer, part in REPERTOIRE:
            work = WorkDraft(title=title, composer=composer, part=part, due_on=today + CONCERT)
            repertoire.add(db, teacher, group, work)
        monday = today - timedelta(days=today.weekday())
        of_theirs = GroupChallengeDraft(
            title="Everyone 80 % of their week",
            measure=GroupMeasure.OWN_GOAL_PCT,
            target=80,
            first_day=monday,
            last_day=monday + timedelta(days=6),
        )
        challenging.set_up(db, teacher, group, of_theirs)
        said = AnnouncementDraft(text="Please bring the Larghetto on Thursday, slowly and with the mute.")
        announcing.announce(db, teacher, group, said)
