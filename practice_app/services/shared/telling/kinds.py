"""Of what people are told, by which ways that begins, and in which words."""

from dataclasses import asdict, dataclass
from typing import Final

from practice_app.locales import msg
from practice_app.models import NotificationKind as Kind


@dataclass(frozen=True)
class Ways:
    """By which ways somebody is told: here, by a push to their devices, by mail."""

    app: bool = True
    push: bool = False
    mail: bool = False


LOUD: Final = Ways(push=True)
HERE: Final = Ways()
NOT_UNLESS_WANTED: Final = Ways(app=False)
BEGINS: Final[dict[Kind, Ways]] = {
    Kind.FEEDBACK: LOUD,
    Kind.TAKE_WAITING: LOUD,
    Kind.HOMEWORK_GIVEN: LOUD,
    Kind.HOMEWORK_DUE: LOUD,
    Kind.HOMEWORK_CLOSED: LOUD,
    Kind.LESSON_SOON: LOUD,
    Kind.LESSON_MOVED: Ways(push=True, mail=True),
    Kind.LESSON_CANCELLED: Ways(push=True, mail=True),
    Kind.PRACTICE_REMINDER: LOUD,
    Kind.ANSWER: LOUD,
    Kind.COMMENT: HERE,
    Kind.MENTION: LOUD,
    Kind.TITLE_EARNED: HERE,
    Kind.JOIN_REQUEST: LOUD,
    Kind.JOINED: HERE,
    Kind.CHALLENGE: HERE,
    Kind.ANNOUNCEMENT: LOUD,
    Kind.ANALYSIS_READY: NOT_UNLESS_WANTED,  # whoever practises would be told after each session
    Kind.EXPORT_READY: Ways(mail=True),
    Kind.IMPORT_DONE: HERE,
    Kind.REPORT_HANDLED: HERE,
    Kind.PARTNER: LOUD,
    Kind.SECURITY: Ways(mail=True),
    Kind.STUDENTS_WEEK: NOT_UNLESS_WANTED,
}
OWN_LETTERS: Final = frozenset({Kind.EXPORT_READY, Kind.SECURITY})
"""Kinds whose mails are letters of their own, sent where it happens: no second one is written for the same."""
ALWAYS_MAILED: Final = frozenset({Kind.SECURITY})
"""What is mailed whatever somebody chose: who got into an account must not be able to keep its owner from knowing."""

COME: Final[dict[Kind, str]] = {
    Kind.TITLE_EARNED: msg("A title earned"),
    Kind.TAKE_WAITING: msg("A student shares a take"),
    Kind.HOMEWORK_GIVEN: msg("Homework given"),
    Kind.HOMEWORK_DUE: msg("Homework comes due"),
    Kind.HOMEWORK_CLOSED: msg("Homework closed or given back"),
    Kind.FEEDBACK: msg("A comment on your playing, or an answer to one"),
    Kind.ANSWER: msg("An answer to your question on the board"),
    Kind.COMMENT: msg("Something said below a post of yours, or one you follow"),
    Kind.MENTION: msg("Somebody calls you by name"),
    Kind.STUDENTS_WEEK: msg("The week of my students, on Monday morning"),
    Kind.JOINED: msg("A new student, or somebody new in a group"),
    Kind.JOIN_REQUEST: msg("Somebody asks to join a group of yours"),
    Kind.CHALLENGE: msg("A challenge in a group"),
    Kind.ANNOUNCEMENT: msg("A word to a group"),
    Kind.LESSON_SOON: msg("A lesson begins soon"),
    Kind.LESSON_MOVED: msg("A lesson moved"),
    Kind.LESSON_CANCELLED: msg("A lesson cancelled"),
    Kind.PRACTICE_REMINDER: msg("A reminder to practise"),
    Kind.PARTNER: msg("Somebody would like to practise with you"),
    Kind.REPORT_HANDLED: msg("Moderators looked at something"),
    Kind.SECURITY: msg("Something about your account"),
    Kind.ANALYSIS_READY: msg("A recording was listened to"),
    Kind.EXPORT_READY: msg("Your export is ready"),
    Kind.IMPORT_DONE: msg("What you brought along is there"),
}
"""Those that come already, as the settings call them; the others wait for what they tell of."""
TEACHERS: Final = frozenset({Kind.TAKE_WAITING, Kind.STUDENTS_WEEK})
"""What only somebody who teaches is told of."""

SENTENCES: Final[dict[str, str]] = {
    "title_earned": msg("You earned “{title}”."),
    "titles_earned": msg("You earned several titles at once: {n}."),
    "take_waiting": msg("{who} shares a take with you."),
    "homework_given": msg("{who} gives you homework: {what}"),
    "homework_due": msg("Homework is due tomorrow and not handed in yet: {what}"),
    "homework_due_today": msg("Homework is due today and not handed in yet: {what}"),
    "homework_closed": msg("{who} closed your homework: {what}"),
    "homework_reopened": msg("{who} gives homework back to you: {what}"),
    "homework_handed_in": msg("{who} hands in homework: {what}"),
    "feedback": msg("{who} commented on your playing."),
    "feedback_reply": msg("{who} answered a comment."),
    "student_joined": msg("{who} is your student now."),
    "students_week": msg("The week of your students is over. Practised: {n} of {m}."),
    "group_asked": msg("{who} would like to join {what}."),
    "group_joined": msg("{who} joined {what}."),
    "group_challenge": msg("{who} set your group a challenge: {what}"),
    "group_announcement": msg("{who} says something to {what}."),
    "group_accepted": msg("You are in: {what}"),
    "forum_answer": msg("{who} answered your question: {what}"),
    "forum_comment": msg("{who} wrote below: {what}"),
    "forum_mention": msg("{who} mentions you: {what}"),
    "partner_asked": msg("{who} would like to practise with you."),
    "partner_accepted": msg("{who} would like to practise with you, too. How to reach them stands with your partners."),
    "report_kept": msg("Thank you for your report. Somebody looked, and it stays. You don't see it any more."),
    "report_acted": msg("Thank you for your report. Somebody looked, and something was done about it."),
    "measure_hide": msg("A moderator hid something of yours: {what} The rule: {title}. You can appeal."),
    "measure_warn": msg("A moderator asks you: {what} The rule: {title}. You can appeal."),
    "measure_lock": msg("A moderator closed something of yours: {what} The rule: {title}. You can appeal."),
    "measure_suspend": msg(
        "You can't write to others until {at}: {what} The rule: {title}. Your journal stays yours. You can appeal."
    ),
    "measure_ban": msg(
        "You can't write to others any more: {what} The rule: {title}. Your journal stays yours. You can appeal."
    ),
    "appeal_granted": msg("Another moderator agrees with you, and it was taken back: {what}"),
    "appeal_refused": msg("Another moderator looked, and it stays: {what}"),
    "votes_reversed": msg(
        "Some votes of yours don't count: many for one person in a row, or for each other. If they were meant, ask us."
    ),
    "lesson_soon": msg("The lesson with {who} begins {at}."),
    "lesson_moved": msg("{who} moved a lesson. It begins {at} now."),
    "lesson_cancelled": msg("{who} cancelled the lesson of {at}."),
    "lessons_cancelled": msg("{who} cancelled lessons, the first of {at}."),
    "practice_reminder": msg("You meant to practise today."),
    "new_device": msg("Somebody came in on a device that your account didn't know: {device}."),
    "new_device_unnamed": msg("Somebody came in on a device that your account didn't know."),
    "password_changed": msg("Your password was changed."),
    "email_changed": msg("Your account has another e-mail address now."),
    "passkey_added": msg("A passkey opens your account from now on: {what}"),
    "passkey_removed": msg("A passkey opens your account no more: {what}"),
    "identity_linked": msg("An account elsewhere opens yours from now on."),
    "second_factor_on": msg("A password alone opens your account no more."),
    "second_factor_off": msg("A password alone opens your account again."),
    "recovery_code_used": msg("A recovery code of yours was used."),
    "token_reused": msg("The key of a device was used twice, so that device was signed out."),
    "analysis_ready": msg("A recording was listened to: you played for {minutes} min."),
    "analysis_ready_about": msg("A recording was listened to: you played for about {low} to {high} min."),
    "export_ready": msg("Your export is ready. It can be fetched for {n} hours."),
    "export_failed": msg("Your export could not be made. Please ask for it again."),
    "import_done": msg("What you brought along was read. New sessions: {n}."),
    "import_failed": msg("What you brought along could not be read. Beside it stands why."),
}
"""What a row's ``words`` name; places are filled with what it ``told``, and ``{who}`` with whose deed it was."""
UNKNOWN: Final = msg("Something happened that this version has no words for.")
"""Of a row that a newer version wrote."""


def begins() -> dict[str, dict[str, bool]]:
    """By which ways each kind is told as long as somebody hasn't said otherwise."""
    return {kind.value: asdict(ways) for kind, ways in BEGINS.items()}
