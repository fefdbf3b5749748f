"""The tasks: claim, work, finish. Each may run twice, be killed anywhere, or find the house half down."""

import logging

from celery.signals import worker_process_init

from practice_app.errors import Unavailable
from practice_app.models import Channel, JobKind, NotificationKind
from practice_app.services import (
    accounts,
    forum,
    groups,
    guardians,
    lessons,
    moderation,
    notifications,
    partners,
    pieces,
    portability,
    profiles,
    progress,
    sharing,
    teaching,
)
from practice_app.services.recordings import analysing, orphans, renditions, speaking
from practice_app.services.shared import alive, indexing, jobs
from practice_app.services.shared.jobs import KINDS, Claim, turns
from practice_app.services.shared.queue import WORK
from practice_app.settings import get_settings
from workers import isolated, running
from workers.analyse_recording import discard
from workers.app import app
from workers.place import here

log = logging.getLogger(__name__)
FAREWELLS_AT_ONCE = 10
CATCHING_UP_S = 20.0
OWN_LETTERS: notifications.OwnLetters = {NotificationKind.STUDENTS_WEEK: teaching.week_letter}


@worker_process_init.connect
def get_ready(**_: object) -> None:
    """Have an analyser wait for the first job of a worker."""
    isolated.get_ready()


@app.task(name=WORK, ignore_result=True)
def work(kind: str) -> None:
    """Do the job whose turn it is; the message only says that there is one."""
    try:
        while claim := turns.next_job(kind, here()):
            if running.run(claim):
                look_again(claim)
                return
    except Unavailable:
        log.warning("jobs (%s) wait: the database is away", kind)


def look_again(claim: Claim) -> None:
    """Ask once more when a long job has ended: meanwhile others may have been passed over for it."""
    try:
        waits = turns.after(claim)
    except Unavailable:
        return
    if waits:
        jobs.ask(claim.kind)


@app.task(name="recordings.analyse", ignore_result=True)
def analyse(recording_id: str) -> None:
    """Do what a web process of the release before asks for; it writes no jobs. Goes with that release."""
    log.info("recording %s was asked for as the release before does", recording_id)
    try:
        analysing.adopt()
    except Unavailable:
        return
    work(JobKind.ANALYSIS)


@app.task(name="recordings.sweep", ignore_result=True)
def sweep() -> None:
    """Send again what got lost; let go of old rows; delete what S3 could not delete before."""
    try:
        analysing.adopt()
        for kind in KINDS:
            _ask_again(kind)
            jobs.forget(kind)
        for recording_id in orphans.spent():
            discard(recording_id)
        orphans.sweep()
        orphans.tidy()
        renditions.sweep()
        speaking.sweep()
        profiles.sweep()
        sharing.sweep()
        groups.sweep()
        pieces.sweep_sheets()
        teaching.sweep_files()
        forum.sweep_sounds()
        forum.sweep_what_came()
        accounts.forget_audit()
        guardians.look_after_all()
        notifications.sweep()
        notifications.sweep_deliveries()
        portability.sweep()
        alive.note_sweep()
    except Unavailable as away:
        log.warning("the sweep comes again: %s", away)


@app.task(name="accounts.erase", ignore_result=True)
def erase() -> None:
    """Erase whoever left and can't come back any more, and whoever came back with a backup."""
    try:
        accounts.erase_all()
    except Unavailable as away:
        log.warning("erasing goes on later: %s", away)
        return
    remember_beside_the_copies()


def remember_beside_the_copies() -> None:
    """Note there, too, who was erased: a fire takes what is noted here."""
    if not (place := get_settings().backup_to):
        return
    from practice_app.backup import erasures, places

    try:
        erasures.note_all(places.place(place))
    except Exception as error:  # whatever the disk or the bucket of the copies says
        log.warning("who was erased is noted beside the copies later: %s", type(error).__name__)


@app.task(name="backups.make", ignore_result=True)
def back_up() -> None:
    """Make a safety copy where the settings want them and there is none of today."""
    if not get_settings().backup_to:
        return
    from practice_app.backup import making
    from practice_app.backup.locking import CopyError

    try:
        making.make_if_due()
    except making.Busy:
        return
    except Exception as error:  # tried again in a while; /metrics and the administrators' page say so meanwhile
        log.error("no safety copy was made: %s", error if isinstance(error, CopyError) else type(error).__name__)


@app.task(name="accounts.farewells", ignore_result=True)
def say_farewells() -> None:
    """Tell providers of accounts that are gone; they may take their time, which nothing else waits for."""
    try:
        accounts.say_farewells(FAREWELLS_AT_ONCE)
    except Unavailable as away:
        log.warning("farewells are said later: %s", away)


@app.task(name="progress.catch_up", ignore_result=True)
def catch_up() -> None:
    """Make the days of those whose days are not there yet, or by older rules; for a while, then again later."""
    try:
        progress.catch_up(CATCHING_UP_S)
    except Unavailable as away:
        log.warning("catching up goes on later: %s", away)


@app.task(name="search.count", ignore_result=True)
def count_words() -> None:
    """Count the words of what was written since; for a while, then again in a moment."""
    try:
        indexing.count()
    except Unavailable as away:
        log.warning("words are counted later: %s", away)


@app.task(name="lessons.refill", ignore_result=True)
def refill() -> None:
    """Let lessons that come again be there for a year from now; some series at a time, each once a day."""
    try:
        lessons.refill()
    except Unavailable as away:
        log.warning("lessons are made further later: %s", away)


@app.task(name="forum.tidy", ignore_result=True)
def tidy_the_board() -> None:
    """Let votes that are not about what was written count no more; erase pictures and films that stand in nothing."""
    try:
        forum.reverse_unfair_votes()
        while forum.sweep_pictures() or forum.sweep_films():
            pass
    except Unavailable as away:
        log.warning("the board is tidied later: %s", away)


@app.task(name="forum.cards", ignore_result=True)
def fetch_cards() -> None:
    """Ask pages that posts link to what they call themselves."""
    try:
        forum.fetch_cards()
    except Unavailable as away:
        log.warning("cards are fetched later: %s", away)


@app.task(name="moderation.look", ignore_result=True)
def look_by_machine() -> None:
    """Ask machines elsewhere about what was written on the board, where the host named any."""
    try:
        moderation.look_by_machine()
    except Unavailable as away:
        log.warning("machines look later: %s", away)


@app.task(name="partners.sweep", ignore_result=True)
def let_partners_go() -> None:
    """Let go of who looks for a partner, and what was agreed on, where nobody looked any more."""
    try:
        partners.sweep()
    except Unavailable as away:
        log.warning("what is quiet is let go later: %s", away)


@app.task(name="notifications.push", ignore_result=True)
def push() -> None:
    """Push what is due to people's devices; for a while, then again in a moment."""
    _deliver(Channel.PUSH)


@app.task(name="notifications.mail", ignore_result=True)
def mail() -> None:
    """Mail what is due, likewise; a mail server that is away holds up no push."""
    _deliver(Channel.MAIL)


@app.task(name="notifications.remind", ignore_result=True)
def remind_to_practise() -> None:
    """Remind those to practise who wanted it at this time, and haven't."""
    try:
        notifications.remind_due()
    except Unavailable as away:
        log.warning("reminders wait: %s", away)


def _deliver(channel: Channel) -> None:
    try:
        notifications.deliver(channel, own=OWN_LETTERS)
    except Unavailable as away:
        log.warning("what rings by %s waits: %s", channel, away)


@app.task(name="lessons.remind", ignore_result=True)
def remind() -> None:
    """Remind both of lessons that begin soon, each once."""
    try:
        lessons.remind()
    except Unavailable as away:
        log.warning("reminders are told later: %s", away)


@app.task(name="teaching.remind", ignore_result=True)
def remind_of_homework() -> None:
    """Tell students whose homework comes due."""
    try:
        teaching.remind_of_homework()
    except Unavailable as away:
        log.warning("what comes due is told later: %s", away)


@app.task(name="teaching.week", ignore_result=True)
def tell_of_weeks() -> None:
    """Tell teachers who want it of the week of their students."""
    try:
        teaching.tell_of_weeks()
    except Unavailable as away:
        log.warning("weeks are told of later: %s", away)


def _ask_again(kind: str) -> None:
    overdue = jobs.overdue(kind)
    if jobs.waiting(kind) < overdue:
        for _ in range(overdue):
            jobs.ask(kind)
