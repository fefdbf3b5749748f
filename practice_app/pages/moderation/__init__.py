"""Pages about reports and moderation."""
