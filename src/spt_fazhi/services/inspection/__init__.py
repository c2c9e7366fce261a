"""Inspections and findings, found by what is typed for them."""
