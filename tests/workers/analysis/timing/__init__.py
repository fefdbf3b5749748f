"""Tests of `workers/analysis/timing`."""
