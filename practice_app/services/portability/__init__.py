"""Everything of a person, to take along; and what they bring from elsewhere."""

from practice_app.services.portability.archives import Target, begin, complete, sign
from practice_app.services.portability.archives import sweep as sweep_archives
from practice_app.services.portability.exporting import ExportRow, ask, erase_all, shown
from practice_app.services.portability.exporting import sweep as sweep_exports
from practice_app.services.portability.importing import (
    LARGEST,
    ImportRow,
    Reading,
    Trial,
    newest,
    start,
    take,
    try_again,
    try_out,
)
from practice_app.services.portability.importing import shown as shown_import
from practice_app.services.portability.importing import sweep as sweep_imports
from practice_app.services.portability.reading.sessions import Wrong
from practice_app.services.shared.steps import step

__all__ = [
    "LARGEST",
    "ExportRow",
    "ImportRow",
    "Reading",
    "Target",
    "Trial",
    "Wrong",
    "ask",
    "begin",
    "complete",
    "erase_all",
    "newest",
    "shown",
    "shown_import",
    "sign",
    "start",
    "sweep",
    "take",
    "try_again",
    "try_out",
]


@step
def sweep() -> None:
    """Let go of what has had its day."""
    sweep_exports()
    sweep_archives()
    sweep_imports()
