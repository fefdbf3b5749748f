"""Long proofs that nothing practised is ever lost; the figures go to docs/reliability.md."""
