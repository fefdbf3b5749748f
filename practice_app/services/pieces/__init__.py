"""Pieces, their sections, and tags."""

from practice_app.services.pieces.drafts import Beat, MaybeText, PieceChanges, PieceDraft
from practice_app.services.pieces.listing import Order, Query, Sought, listed
from practice_app.services.pieces.parting import MergeDraft, SplitDraft
from practice_app.services.pieces.portable import HELD, composers
from practice_app.services.pieces.repertoire import (
    add_piece,
    change_piece,
    delete_piece,
    piece,
    pieces,
    restore_piece,
)
from practice_app.services.pieces.repertoire import shown as shown_piece
from practice_app.services.pieces.rows import PieceRow, PieceWhole
from practice_app.services.pieces.sections import SectionChanges, SectionDraft, SectionRow
from practice_app.services.pieces.sections import add as add_section
from practice_app.services.pieces.sections import of_piece as sections_of
from practice_app.services.pieces.sheets import SheetFile, SheetRow
from practice_app.services.pieces.sheets import files as sheet_files
from practice_app.services.pieces.sheets import put as put_sheet
from practice_app.services.pieces.sheets import sweep as sweep_sheets
from practice_app.services.pieces.sheets import taken as sheet_taken
from practice_app.services.pieces.story import WEEKS, PieceStory
from practice_app.services.pieces.tags import TagChanges, TagDraft, TagName, TagRow, may_be_named
from practice_app.services.pieces.tags import add as add_tag
from practice_app.services.pieces.tags import change as change_tag
from practice_app.services.pieces.tags import check_named as check_tags
from practice_app.services.pieces.tags import named as tags_named
from practice_app.services.pieces.tags import own as own_tags
from practice_app.services.pieces.tags import rows as tag_rows
from practice_app.services.pieces.works import WorkRow
from practice_app.services.pieces.works import called as work_called
from practice_app.services.pieces.works import find as find_works
from practice_app.services.pieces.works import knows as knows_work

__all__ = [
    "HELD",
    "WEEKS",
    "Beat",
    "MaybeText",
    "MergeDraft",
    "Order",
    "PieceChanges",
    "PieceDraft",
    "PieceRow",
    "PieceStory",
    "PieceWhole",
    "Query",
    "SectionChanges",
    "SectionDraft",
    "SectionRow",
    "SheetFile",
    "SheetRow",
    "Sought",
    "SplitDraft",
    "TagChanges",
    "TagDraft",
    "TagName",
    "TagRow",
    "WorkRow",
    "add_piece",
    "add_section",
    "add_tag",
    "change_piece",
    "change_tag",
    "check_tags",
    "composers",
    "delete_piece",
    "find_works",
    "knows_work",
    "listed",
    "may_be_named",
    "own_tags",
    "piece",
    "pieces",
    "put_sheet",
    "restore_piece",
    "sections_of",
    "sheet_files",
    "sheet_taken",
    "shown_piece",
    "sweep_sheets",
    "tag_rows",
    "tags_named",
    "work_called",
]
