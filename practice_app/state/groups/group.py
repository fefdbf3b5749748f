"""One group: what it adds up to, who is in it, what one shows it, and what its leaders look after."""

from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from practice_app.errors import Invalid, NotFound, Problem
from practice_app.locales import msg
from practice_app.models import GroupRole, Named, Sharing
from practice_app.services.groups import joining, making, members, page
from practice_app.services.groups.drafts import GroupChanges, SharingDraft
from practice_app.services.groups.page import GroupPage
from practice_app.services.groups.rows import Asked
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.events import Audience, AudienceKind, Event, Topic
from practice_app.services.shared.fields import checked
from practice_app.state.groups import shown
from practice_app.state.groups.listing import SAID
from practice_app.state.groups.shown import AskingShown, ColumnShown, GroupShown, MemberShown, PartShown
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.connections import connections
from practice_app.state.shared.forms import explained, filled
from practice_app.state.shared.ids import identified
from practice_app.state.shared.subscriptions import PROOFS, subscribe

Span = Literal["28", "84", "365"]
Order = Literal["name", "minutes"]
Part = Literal["", "settings", "leave", "end", "hand_over", "remove"]
Level = Literal["nothing", "minutes", "statistics", "sessions"]
Name = Literal["not", "initials", "name"]
Role = Literal["owner", "admin", "member"]
TICKS = ("rankings", "public_dashboard")
FIELDS = ("name", "description", "joining", "max_members")
PROOFS[AudienceKind.GROUP] = lambda db, who, group_id: require(db, who, Permission.GROUP_READ, group_id)


@live.subscribes(Topic.GROUP)
class GroupState(OwnState):
    """A group's page; ``stage`` is empty until it is filled, then ``inside``, ``outside`` or ``missing``."""

    stage: str = ""
    group: GroupShown = GroupShown()
    span: str = "28"
    by_month: bool = False
    order: str = "name"
    seconds: float = 0
    clock_s: float = 0
    played_s: float = -1
    low_s: float = 0
    high_s: float = 0
    """Between what and what the time that counts lies where that isn't sure; 0 where it is a number."""
    days: int = 0
    active: int = 0
    silent: int = 0
    """How many share nothing."""
    trend: str = ""
    trend_percent: int = 0
    members: list[MemberShown] = []  # noqa: RUF012 - Reflex copies defaults
    columns: list[ColumnShown] = []  # noqa: RUF012
    works: list[PartShown] = []  # noqa: RUF012
    instruments: list[PartShown] = []  # noqa: RUF012
    asking: list[AskingShown] = []  # noqa: RUF012
    form: str = ""
    errors: dict[str, str] = {}  # noqa: RUF012
    about: str = ""
    about_name: str = ""
    """Of whom a question is asked: whether they are to own the group, or to go."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page, and follow what happens in the group."""
        if self._comes_anew:
            self.form, self.errors = "", {}
        try:
            await self._look(self._named())
        except NotFound:
            self.stage, self.group = "missing", GroupShown()
            return
        await self._follow()

    async def _follow(self) -> None:
        connection = connections.of_tab(self.user_id, self.router.session.session_id)
        if self.stage == "inside" and connection is not None:
            await subscribe(connections, connection, Audience(AudienceKind.GROUP, self.group.id))

    @rx.event
    @handle_problems
    async def choose(self, span: Span) -> None:
        """Look at another stretch of days."""
        self.span = span
        await self._look(self._named())

    @rx.event
    @handle_problems
    async def sort(self, order: Order) -> None:
        """Show members in another order."""
        self.order = order
        await self._look(self._named())

    async def _look(self, group_id: UUID) -> None:
        wanted = timedelta(days=int(self.span) - 1)
        origin, weeks = self.router.url.origin, self.span != "365"
        found = await self._call_service(page.opened, group_id, wanted, origin, weeks=weeks)
        self.group = shown.group(found.group)
        self.stage = "inside" if found.dashboard else "outside"
        self._show_figures(found)
        self.asking = [shown.asking(row) for row in found.asking]

    def _show_figures(self, found: GroupPage) -> None:
        dashboard, trend = found.dashboard, found.trend
        if dashboard is None or trend is None:
            return
        totals = dashboard.totals
        self.seconds, self.clock_s, self.days = totals.seconds, totals.clock_s, totals.days
        self.played_s = -1 if totals.played_s is None else totals.played_s
        self.low_s, self.high_s = totals.low_s or 0, totals.high_s or 0
        self.active, self.by_month = totals.members_active, self.span == "365"
        self.columns = shown.columns(dashboard.stretches, dashboard.since, dashboard.until, by_month=self.by_month)
        self.works = shown.works(dashboard.by_piece, found.on_list, dashboard.members)
        self.instruments = shown.instruments(dashboard.by_instrument)
        self.trend, self.trend_percent = shown.trend(trend.seconds, trend.before)
        rows = shown.members(dashboard.members, self.user_id)
        self.silent = sum(1 for row in rows if not row.told)
        if self.order == "minutes" and self.group.rankings and not self.quiet:
            rows = sorted(rows, key=lambda row: (not row.told, -row.seconds))
        self.members = rows

    @rx.event
    @handle_problems
    async def join(self) -> None:
        """Come in, or ask to."""
        came = await self._call_service(joining.join, self._named())
        if isinstance(came, Asked):
            self._tell(msg("Asked. You are told when somebody lets you in."))
        await self._look(self._named())
        await self._follow()

    @rx.event
    @handle_problems
    async def share(self, level: Level) -> None:
        """Say what of one's practice the others see."""
        await self._call_service(members.share, self._named(), SharingDraft(level=Sharing(level)))
        await self._look(self._named())
        self._tell(msg("Said. It holds from now on, and for what was."))

    @rx.event
    @handle_problems
    async def be_named(self, named: Name) -> None:
        """Say as whom one stands where anybody may look."""
        said = SharingDraft(level=Sharing(self.group.sharing), named=Named(named))
        await self._call_service(members.share, self._named(), said)
        await self._look(self._named())

    @rx.event
    @handle_problems
    async def answer(self, person: UUID, accept: bool) -> None:
        """Let somebody in who asked, or not."""
        await self._call_service(joining.answer, self._named(), person, accept=accept)
        await self._look(self._named())

    @rx.event
    @handle_problems
    async def make(self, person: UUID, role: Role) -> None:
        """Say what a member is in the group."""
        await self._call_service(members.set_role, self._named(), person, GroupRole(role))
        await self._look(self._named())

    @rx.event
    @handle_problems
    async def ask(self, form: Part) -> None:
        """Open a form or a question; with nothing, close it."""
        self.form, self.errors = form, {}

    @rx.event
    @handle_problems
    async def ask_about(self, form: Part, person: UUID) -> None:
        """Open a question about a member."""
        row = next((row for row in self.members if row.id == str(person)), None)
        if row is None:
            raise NotFound()
        self.form, self.about, self.about_name = form, row.id, row.name

    @rx.event
    @handle_problems
    async def remove(self) -> None:
        """Ask the member in question to go."""
        await self._call_service(members.remove, self._named(), identified(self.about))
        self.form = ""
        await self._look(self._named())

    @rx.event
    @handle_problems
    async def hand_over(self) -> None:
        """Make the member in question its owner, and be an admin oneself."""
        await self._call_service(members.hand_over, self._named(), identified(self.about))
        self.form = ""
        await self._look(self._named())

    @rx.event
    @handle_problems
    async def leave(self) -> EventSpec | list[EventSpec] | None:
        """Leave the group, or ask no longer to come in."""
        self.form = ""
        await self._call_service(members.leave, self._named())
        return rx.redirect("/groups")

    @rx.event
    @handle_problems
    async def end(self) -> EventSpec | list[EventSpec] | None:
        """End the group."""
        self.form = ""
        await self._call_service(making.end, self._named())
        return rx.redirect("/groups")

    @rx.event
    @handle_problems
    async def save(self, form: dict[str, Any]) -> None:
        """Change the group as the form tells; what can't be taken is said beside its field."""
        told = filled(form, *FIELDS) | {name: bool(form.get(name)) for name in TICKS}
        told |= {"name": told["name"] or "", "max_members": told["max_members"] or 0}
        try:
            await self._call_service(making.change, self._named(), checked(GroupChanges, told))
        except Invalid as problem:
            self.errors = {name: SAID.get(name, said) for name, said in explained(problem, FIELDS).items()}
            return
        self.form, self.errors = "", {}
        await self._look(self._named())

    def _named(self) -> UUID:
        return identified(self.router.url.path.rstrip("/").split("/")[-1])

    async def _received(self, event: Event) -> None:
        """Something of the group is otherwise: look again."""
        if self.stage != "inside" or event.subject != self.group.id:
            return
        try:
            if str(self._named()) == event.subject:
                await self._look(self._named())
        except Problem:
            return
