"""What somebody was told and how they want to be told, as it leaves."""

from practice_app.services.shared.portable import held

HELD = (
    held("notifications.json", "notifications", without=("done_by",)),
    held("push_subscriptions.json", "push_subscriptions", without=("endpoint", "p256dh", "auth_secret")),
    held("notification_choices.json", "notification_choices", key="user_id"),
)
LEFT_OUT = {
    "notification_deliveries": "when what rang, for thirty days; what it was about stands in `notifications.json`",
}
