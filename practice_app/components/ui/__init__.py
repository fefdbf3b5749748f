"""The design system: Woodshed's own few building blocks over daisyUI classes."""
