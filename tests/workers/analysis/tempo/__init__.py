"""Tests of `workers/analysis/tempo`."""
