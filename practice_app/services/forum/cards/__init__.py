"""Cards of what posts link to: what a page calls itself, fetched once by a worker, never by whoever reads."""

from practice_app.services.forum.cards.keeping import CardRow, cards_of, fetch_cards, wanted

__all__ = ["CardRow", "cards_of", "fetch_cards", "wanted"]
