"""What every endpoint stands on: who asks, answers, problems."""
