"""The calendar, and what is meant for a week."""
