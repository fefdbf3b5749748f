"""What pages draw of reports and moderation."""
