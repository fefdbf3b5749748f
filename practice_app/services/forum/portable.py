"""What somebody wrote on the board and did there, as it leaves with them; and what stays."""

from typing import Final

from practice_app.services.shared.portable import held

_AUTHORS: Final = "t.author_id = :user_id"
HELD = (
    held("posts.json", "forum_posts", without=("body_html",), mine=_AUTHORS),
    held("post_comments.json", "forum_comments", without=("body_html",), mine=_AUTHORS),
    held("post_edits.json", "forum_edits", mine=_AUTHORS),
    held("post_votes.json", "forum_votes", mine="t.voter_id = :user_id"),
    held("post_pictures.json", "forum_pictures"),
    held("post_films.json", "forum_films"),
    held("post_moments.json", "forum_moments"),
    held("following.json", "forum_follows", mine="t.follower_id = :user_id"),
)
LEFT_OUT: Final[dict[str, str]] = {
    "forum_reversals": "that votes of one person for another do not count; which, stands with the votes",
    "forum_post_tags": "under which tags a post is listed; they stand in the post",
    "forum_views": "which posts somebody has read: to count readers with, and shown to nobody",
}
