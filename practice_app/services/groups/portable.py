"""In which groups somebody is and what they show there, as it leaves with them."""

from typing import Final

from practice_app.services.shared.portable import held

HELD = (held("groups.json", "group_member", mine="t.member_id = :user_id", key="group_id"),)
LEFT_OUT: Final[dict[str, str]] = {
    "groups": "several people's together: groups.json says which, pictures.json which picture is somebody's",
    "group_invites": "nothing but hashes of codes, good for a while",
}
