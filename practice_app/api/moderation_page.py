"""`/moderation/log`: what moderators did, as plain HTML that everybody reads without a script; nobody's name."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from practice_app import locales
from practice_app.api.shared import public
from practice_app.database import system_transaction
from practice_app.http.clients import network_of
from practice_app.locales import msg
from practice_app.services import moderation
from practice_app.services.moderation import RULES, LogRow
from practice_app.services.shared.limits import rates

router = APIRouter(include_in_schema=False)
READS = "120/minute"
MOST = 100
TITLE = msg("What moderators did")
KINDS = {
    "post": msg("a post"),
    "comment": msg("a comment"),
    "user": msg("somebody's account"),
    "recording": msg("a recording"),
    "group": msg("a group"),
    "partner_request": msg("words to a practice partner"),
    "votes": msg("votes of one person for another"),
    "tag": msg("a tag of the board"),
}
ACTIONS = {
    "dismiss": msg("left as it was"),
    "hide": msg("hidden"),
    "warn": msg("its author asked to mind the rule"),
    "lock": msg("closed"),
    "suspend": msg("its author writes to nobody for {n} days"),
    "ban": msg("its author writes to others no more"),
    "appeal_granted": msg("appealed against, and taken back by another moderator"),
    "appeal_refused": msg("appealed against, and left by another moderator"),
    "reversed": msg("counted no more, since they were many in a row or for each other"),
    "restored": msg("counted again"),
    "joined": msg("joined into one that means the same"),
    "parted": msg("taken apart again from one that it was joined into"),
}
TEXTS = (
    msg("Everything that moderators do stands here, the newest first, with the rule it rests on. Nobody is named."),
    msg("Nothing yet."),
    msg("The rules"),
    msg("To Woodshed"),
)
"""What the template says, for the catalogs."""


@router.get("/moderation/log")
def log_page(request: Request) -> HTMLResponse:
    """Show the newest of the log."""
    rates.spend(READS, "moderation-log", network_of(request))
    locale = public.language_of(request)
    with system_transaction() as db:
        rows = moderation.log(db, limit=MOST).items
    told = {"title": locales.translate(locale, TITLE), "rows": [_row(locale, one) for one in rows]}
    told["rules"] = [locales.translate(locale, rule) for rule in RULES.values()]
    return public.page("moderation_log.html.j2", locale, told, 200, {})


def _row(locale: str, row: LogRow) -> dict[str, Any]:
    say = locales.translate
    done = say(locale, ACTIONS[row.action], n=row.days or 0)
    return {
        "at": locales.date(locale, row.at),
        "what": say(locale, KINDS[row.kind]),
        "done": done,
        "rule": say(locale, RULES[row.rule]),  # type: ignore[index]
    }
