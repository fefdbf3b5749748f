"""Everything of a person, to take along; and what they bring from elsewhere."""

from practice_app.services.portability.exporting import ExportRow, ask, erase_all, shown
from practice_app.services.portability.exporting import sweep as sweep_exports
from practice_app.services.shared.steps import step

__all__ = ["ExportRow", "ask", "erase_all", "shown", "sweep"]


@step
def sweep() -> None:
    """Let go of what has had its day."""
    sweep_exports()
