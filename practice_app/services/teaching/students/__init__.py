"""The students of a teacher: who practised, what wants attention, and what the teacher writes down about them."""
