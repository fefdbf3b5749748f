"""Reports and moderation: what is reported, who looks at it, what is done, told, logged, appealed against."""

from practice_app.services.moderation.appealing import AppealRow, MineRow, WaitingRow, appeal, mine, waiting
from practice_app.services.moderation.appealing import answer as answer_appeal
from practice_app.services.moderation.drafts import AppealDraft, Decision, ReportDraft, Verdict
from practice_app.services.moderation.films import film_in_question
from practice_app.services.moderation.judging import CaseRow, MeasureRow, decide, queue
from practice_app.services.moderation.logbook import LogRow
from practice_app.services.moderation.logbook import shown as log
from practice_app.services.moderation.machines import look as look_by_machine
from practice_app.services.moderation.portable import HELD, LEFT_OUT
from practice_app.services.moderation.reporting import ReportedRow, report
from practice_app.services.moderation.tags import JoinDraft, JoinedRow, join_tags, joined_tags, part_tags
from practice_app.services.moderation.telling import RULES
from practice_app.services.moderation.votes import ReversalRow, restore_votes, reversals

__all__ = [
    "HELD",
    "LEFT_OUT",
    "RULES",
    "AppealDraft",
    "AppealRow",
    "CaseRow",
    "Decision",
    "JoinDraft",
    "JoinedRow",
    "LogRow",
    "MeasureRow",
    "MineRow",
    "ReportDraft",
    "ReportedRow",
    "ReversalRow",
    "Verdict",
    "WaitingRow",
    "answer_appeal",
    "appeal",
    "decide",
    "film_in_question",
    "join_tags",
    "joined_tags",
    "log",
    "look_by_machine",
    "mine",
    "part_tags",
    "queue",
    "report",
    "restore_votes",
    "reversals",
    "waiting",
]
