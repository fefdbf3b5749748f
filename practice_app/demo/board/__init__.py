"""A board that is lived in: questions, tips and talk of the demo's people, in the languages that they speak."""

from practice_app.demo.board.filling import BOARD, fill, fill_of
from practice_app.demo.board.thursday import THURSDAY

__all__ = ["BOARD", "THURSDAY", "fill", "fill_of"]
