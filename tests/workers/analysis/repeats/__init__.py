"""Tests of `workers/analysis/repeats`."""
