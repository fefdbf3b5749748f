"""What people tell of themselves, as it leaves."""

from practice_app.services.shared.portable import held

HELD = (
    held("about_me.json", "profiles", without=("picture",), key="user_id"),
    held("pictures.json", "pictures", without=("name", "small_key", "middle_key", "large_key")),
)
