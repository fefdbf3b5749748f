"""Looking for a partner as it leaves: what one said oneself, and what one wrote; never how to reach another."""

from practice_app.services.shared.portable import held

HELD = (
    held("partner_profile.json", "partner_profiles", key="user_id"),
    held("partner_requests.json", "partner_requests", mine="t.asker_id = :user_id"),
)
