"""What is kept to search by, and stays when somebody takes along what is theirs."""

from typing import Final

LEFT_OUT: Final[dict[str, str]] = {
    "search_texts": "words of posts and comments, by which these are found; they stand in `posts.json`",
}
