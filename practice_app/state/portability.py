"""What one takes along, and what one brings: how far it is."""

import reflex as rx

from practice_app.errors import Problem
from practice_app.services import portability
from practice_app.services.portability import Wrong
from practice_app.services.shared.events import Event, Topic
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems


@live.subscribes(Topic.PORTABILITY)
class DataState(OwnState):
    """The page of one's data."""

    loaded: bool = False
    export_status: str = ""
    """As the API has it: none, preparing, ready or failed."""
    export_progress: float = 0
    export_url: str = ""
    export_bytes: int = 0
    export_expires_at: str = ""
    import_status: str = ""
    """Of the one that was begun last; empty: none."""
    import_rows: int = 0
    import_imported: int = 0
    import_skipped: int = 0
    import_errors: list[Wrong] = []  # noqa: RUF012 - Reflex copies defaults

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        await self._look()
        self.loaded = True

    async def _look(self) -> None:
        found = await self._call_service(portability.shown, self._origin())
        self.export_status, self.export_progress = found.status, round(found.progress, 3)
        self.export_url, self.export_bytes = found.url or "", found.bytes or 0
        self.export_expires_at = found.expires_at.isoformat() if found.expires_at else ""
        brought = await self._call_service(portability.newest)
        self.import_status = brought.status if brought else ""
        if brought:
            self.import_rows, self.import_imported = brought.rows, brought.imported
            self.import_skipped, self.import_errors = brought.skipped, brought.errors

    def _origin(self) -> str:
        """Where the browser has us; what S3 answers by itself needs none."""
        return self.router.url.origin

    async def _received(self, event: Event) -> None:
        """It is further on."""
        if not self.loaded or event.topic is not Topic.PORTABILITY:
            return
        try:
            await self._look()
        except Problem:
            return
