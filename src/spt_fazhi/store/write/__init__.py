"""Writes that survive a crash."""
