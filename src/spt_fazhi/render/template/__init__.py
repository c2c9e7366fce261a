"""Jinja templates in a sandbox."""
