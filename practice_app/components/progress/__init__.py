"""The calendar: a month as lines of music, a week to a stave."""
