"""What somebody was told and how they want to be told, as it leaves."""

from practice_app.services.shared.portable import held

HELD = (
    held("notifications.json", "notifications", without=("done_by",)),
    held("notification_choices.json", "notification_choices", key="user_id"),
)
