"""Tests of `workers/analysis/playing`."""
