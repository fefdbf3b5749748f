"""The board with a million posts: how long a feed, a thread, a vote and a search take."""
