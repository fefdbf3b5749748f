"""Tests of `workers/analysis/shared`."""
