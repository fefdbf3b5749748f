"""How quick progress stays when many people practised for long: `python -m benchmarks.progress`."""
