"""Put the people and their year into the database, through the same services that everyone uses."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from uuid import UUID

from practice_app import zones
from practice_app.database import system_transaction
from practice_app.demo import board, ensemble, stand, studio, takes, wishes
from practice_app.demo.people import ANN, EVERYONE, STUDY, TEACHER, Player
from practice_app.demo.practised import Practised, practised
from practice_app.demo.practised.storing import store
from practice_app.demo.takes import Listening
from practice_app.models.columns import now
from practice_app.services import accounts
from practice_app.services.accounts import Registration

PASSWORD = "woodshed-demo"
ORIGIN = "http://localhost:8000"
Says = Callable[[str], None]
__all__ = ["ANN", "PASSWORD", "TEACHER", "Seeded", "seed_demo"]


@dataclass(frozen=True)
class Seeded:
    """How much there is of the demo, Ann's id, and how many sessions were not there before."""

    people: int
    sessions: int
    heard: int
    ann: UUID
    new: int = field(default=0, compare=False)


def seed_demo(players: tuple[Player, ...] = EVERYONE, *, days: int | None = None, say: Says = lambda _: None) -> Seeded:
    """Fill the database with these players' practice (at most ``days`` back); again adds only what is new."""
    sessions = heard = new = 0
    ids = {}
    with takes.listening() as listening:
        for player in players:
            ids[player.key] = user_id = _account(player)
            year = _year(player, days)
            new += _seed(player, user_id, year, listening, say)
            sessions += len(year)
            heard += sum(one.heard for one in year)
    board.fill(ids)
    studio.open_it(ids)
    ensemble.meet(ids)
    return Seeded(len(players), sessions, heard, ids.get(ANN.key, next(iter(ids.values()))), new)


def _year(player: Player, days: int | None) -> list[Practised]:
    moment = datetime.now(UTC)
    year = practised(player, zones.day_of(moment, player.timezone), moment)
    return [one for one in year if days is None or one.draft.started_at > moment - timedelta(days=days)]


def _seed(player: Player, user_id: UUID, year: list[Practised], listening: Listening, say: Says) -> int:
    """Put down what is somebody's, and tell how many sessions are new."""
    if takes.wanted(player):
        listening.begin()
    stand.put_on(player, user_id)
    fresh = store(user_id, year, takes.session_ids(player))
    say(f"{player.name}: {len(player.works)} pieces, {len(fresh)} new sessions")
    if STUDY in player.works:
        _add_sound(player, user_id, listening, say)
    wishes.grant(player, user_id, fresh)
    return len(fresh)


def _add_sound(player: Player, user_id: UUID, listening: Listening, say: Says) -> None:
    """Add what lies in S3 and is really heard: two takes, a sheet; and links to them."""
    if not stand.lay_open(player, user_id):
        say("no sheet to look at: S3 can't be reached")
    if not takes.keep(player, user_id, listening):
        say("no takes to listen to: S3 or the ear can't be reached")
        return
    wishes.share(player, user_id, ORIGIN)
    say(f"{player.name}: two takes of one study, to be compared, a sheet, and links to share")


def _account(player: Player) -> UUID:
    """Sign somebody up, unless they are here: on the day on which they began."""
    with system_transaction() as db:
        there = accounts.find(db, player.email)
        if there is None:
            wanted = Registration(
                email=player.email,
                password=token_urlsafe(),
                display_name=player.name,
                role=player.role,
                timezone=player.timezone,
                locale=player.locale,
                instruments=player.instruments,
            )
            there = accounts.register(db, wanted)
            there.email_verified_at = now()  # no mail goes to a place that doesn't exist
            there.password_hash = accounts.hashed(PASSWORD)  # nobody may choose one that is made of our name
            there.created_at = now() - timedelta(days=player.days)
            db.flush()
        return there.id
