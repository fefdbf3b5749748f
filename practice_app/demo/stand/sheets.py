"""The sheet of the study, drawn by us: engraved in SVG, as simply as hands do it, and sent like anybody's picture."""

from uuid import UUID

from practice_app.database import transaction
from practice_app.demo.people import Player
from practice_app.demo.practised import piece_id
from practice_app.demo.stand import engraving
from practice_app.errors import Problem
from practice_app.services import pieces


def lay_open(player: Player, user_id: UUID) -> bool:
    """Give those pieces their sheet that are drawn and have none; ``False`` when S3 can't be reached."""
    for work in player.works:
        if not work.drawn:
            continue
        try:
            with transaction(user_id) as db:
                has_one = pieces.piece(db, user_id, piece_id(player, work)).sheet is not None
            if not has_one:
                pieces.put_sheet(user_id, piece_id(player, work), engraving.page())
        except Problem:
            return False
    return True
