"""Tests of `workers/analysis/bow`."""
