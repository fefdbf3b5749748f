"""Tests of `workers/media`."""
