"""`make run`: everything Woodshed needs on one machine, started together, watched, and stopped together."""
