"""What the page of lessons shows."""

from practice_app.state.lessons.planner import LessonsState

__all__ = ["LessonsState"]
