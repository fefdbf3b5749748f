"""How exactly two recordings are laid side by side, how long that takes, how much memory: `-m benchmarks.comparing`."""
