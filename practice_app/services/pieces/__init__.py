"""Pieces, their sections, and tags."""

from practice_app.services.pieces.listing import Order, Query
from practice_app.services.pieces.portable import HELD, composers
from practice_app.services.pieces.repertoire import (
    MaybeText,
    PieceChanges,
    PieceDraft,
    PieceRow,
    add_piece,
    change_piece,
    delete_piece,
    piece,
    pieces,
    restore_piece,
)
from practice_app.services.pieces.sections import SectionChanges, SectionDraft, SectionRow
from practice_app.services.pieces.sections import add as add_section
from practice_app.services.pieces.sections import of_piece as sections_of
from practice_app.services.pieces.story import WEEKS, PieceStory
from practice_app.services.pieces.tags import TagChanges, TagDraft, TagName, TagRow
from practice_app.services.pieces.tags import add as add_tag
from practice_app.services.pieces.tags import own as own_tags

__all__ = [
    "HELD",
    "WEEKS",
    "MaybeText",
    "Order",
    "PieceChanges",
    "PieceDraft",
    "PieceRow",
    "PieceStory",
    "Query",
    "SectionChanges",
    "SectionDraft",
    "SectionRow",
    "TagChanges",
    "TagDraft",
    "TagName",
    "TagRow",
    "add_piece",
    "add_section",
    "add_tag",
    "change_piece",
    "composers",
    "delete_piece",
    "own_tags",
    "piece",
    "pieces",
    "restore_piece",
    "sections_of",
]
