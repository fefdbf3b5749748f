"""Tests of `workers/analysis`."""
