"""Rows of forms held against what is recorded."""
