"""Inspections: found by what is typed for them, entered, added to, listed and shown."""
