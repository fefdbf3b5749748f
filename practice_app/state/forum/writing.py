"""A post while it is written: looked at as it will read, kept as a draft, put on the board, or changed later."""

from contextlib import suppress
from typing import Any, Literal
from urllib.parse import quote
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from practice_app.errors import Invalid, NotFound
from practice_app.locales import msg
from practice_app.services import forum
from practice_app.services.forum import PostChanges, PostDraft, PostRow
from practice_app.services.shared.events import Event, Topic
from practice_app.services.shared.fields import checked
from practice_app.state.forum.named import group_called, work_called
from practice_app.state.shared import live
from practice_app.state.shared.asked import asked
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import explained

KEPT = msg("The draft is kept. You find it under “Mine”.")
Category = Literal["tip", "question", "free"]
FIELDS = ("title", "body_md", "tags", "work_id", "form")


@live.subscribes(Topic.POST_FILM)
class WritingState(OwnState):
    """What is being written."""

    loaded: bool = False
    post_id: str = ""
    """Which post or draft it is; empty: a new one."""
    published: bool = False
    category: str = "question"
    title: str = ""
    body: str = ""
    tags: str = ""
    work_id: str = ""
    work: str = ""
    """What of the catalogue it is about, and how that is called."""
    group: str = ""
    """For the members of which group alone, and what that is called; empty: for everybody."""
    group_name: str = ""
    auto: list[str] = []  # noqa: RUF012 - Reflex copies defaults
    """The tags that come by themselves."""
    preview: str = ""
    everybody_reads: bool = False
    """Whether the board is read with no account, too."""
    errors: dict[str, str] = {}  # noqa: RUF012
    _keeps: bool = False
    sent: int = 0
    """Grows when something went out: what the device kept of it may go."""
    filmed: int = 0
    """Grows when a film of one's own can be seen, or can't: pages ask anew."""

    @rx.event
    @handle_problems
    async def load(self) -> EventSpec | None:
        """Begin with nothing, or with what stands in the address; who is not in the group there is led to it."""
        self.auto = [forum.tag_called(name) for name in await self._call_service(forum.played)]
        draft = asked(self, "draft")
        self.post_id, self.published, self.category = "", False, "question"
        self.title, self.body, self.tags, self.preview, self.errors = "", "", "", "", {}
        self.work_id, self.work = "", ""
        await self._for_group(asked(self, "group"))
        if self.group and not self.group_name:
            return rx.redirect(f"/groups/{quote(self.group, safe='')}")
        with suppress(ValueError):
            await self._about(UUID(asked(self, "work")))
        if draft:
            await self._open(draft)
        self.everybody_reads = forum.is_public() and not self.group
        self.loaded = True
        return None

    async def _for_group(self, group: str) -> None:
        """Write for the members of a group; it has no name where one is not in it."""
        self.group = group
        self.group_name = await self._call_service(group_called, group) if group else ""

    async def _open(self, draft: str) -> None:
        try:
            row = await self._call_service(forum.post, UUID(draft))
        except (ValueError, NotFound):
            return
        if row.mine:
            self.post_id, self.published = str(row.id), row.status == "published"
            self.category, self.title, self.body = row.category, row.title, row.body_md
            self.tags = ", ".join(row.tags)
            await self._about(row.work_id)
            await self._for_group(str(row.group_id or ""))

    async def _about(self, work_id: UUID | None) -> None:
        self.work = await self._call_service(work_called, work_id) if work_id else ""
        self.work_id = str(work_id) if self.work else ""

    @rx.event
    @handle_problems
    async def be(self, category: Category) -> None:
        """Say what it is."""
        self.category = category

    @rx.event
    @handle_problems
    async def look(self, body: str) -> None:
        """Show how it will read; empty: go on writing."""
        self.errors = {}
        try:
            self.preview = (
                forum.html_of(checked(PostDraft, {"category": "free", "body_md": body}).body_md) if body else ""
            )
        except Invalid as problem:
            self.errors = explained(problem, FIELDS)

    @rx.event
    @handle_problems
    async def mean(self, keep: bool) -> None:
        """Say which of the two is meant before the form is sent: to keep it as a draft, or to put it on the board."""
        self._keeps = keep

    @rx.event
    @handle_problems
    async def send(self, form: dict[str, Any]) -> EventSpec | None:
        """Do what is meant with what was written."""
        if form.get("website"):  # nobody sees that field
            return rx.redirect("/forum")
        keeps = self._keeps and not self.published
        row = await self._write(form, "draft" if keeps else "published")
        if row is None:
            return None
        if keeps:
            self._tell(KEPT, "good")
            return None
        return rx.redirect(f"/forum/{row.id}")

    async def _write(self, form: dict[str, Any], status: str) -> PostRow | None:
        told = {name: form.get(name, "") for name in ("title", "body_md")}
        self.title, self.body, self.tags = told["title"], told["body_md"], form.get("tags", "")
        tags = [one for one in self.tags.replace("，", ",").replace("、", ",").split(",") if one.strip()]
        self.work_id = form.get("work_id", "")
        values = told | {"category": self.category, "tags": tags, "work_id": self.work_id or None}
        try:
            if self.post_id:
                more = {"status": "published"} if status == "published" and not self.published else {}
                changes = checked(PostChanges, values | more)
                row = await self._call_service(forum.change_post, UUID(self.post_id), changes)
            else:
                draft = checked(PostDraft, values | {"status": status, "group_id": self.group or None})
                row, _new = await self._call_service(forum.add_post, draft)
        except Invalid as problem:
            self.errors = explained(problem, FIELDS)
            return None
        self.post_id, self.sent = str(row.id), self.sent + 1
        return row

    async def _received(self, _event: Event) -> None:
        """A film of one's own is ready, or can't be: whichever stands on this page asks anew."""
        self.filmed += 1
