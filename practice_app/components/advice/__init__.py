"""What is worth a try now: the cards of the journal and of a piece's page."""

from practice_app.components.advice.cards import advice_cards

__all__ = ["advice_cards"]
