"""Tests of `workers/analysis/pitch`."""
