"""The design system: Woodshed's own few building blocks over daisyUI classes."""

from practice_app.published import published

published("heat_row.jsx")
