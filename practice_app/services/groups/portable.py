"""In which groups somebody is and what they show there, as it leaves with them."""

from typing import Final

from practice_app.services.shared.portable import held

HELD = (
    held("groups.json", "group_member", mine="t.member_id = :user_id", key="group_id"),
    held("group_announcements.json", "group_announcements", mine="t.author_id = :user_id"),
)
LEFT_OUT: Final[dict[str, str]] = {
    "groups": "several people's together: groups.json says which, pictures.json which picture is somebody's",
    "group_works": "the group's, and nobody's in it",
    "group_challenges": "the group's, and nobody's in it",
    "group_invites": "nothing but hashes of codes, good for a while",
}
