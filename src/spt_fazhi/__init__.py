"""fazhi: a compliance tracker for a district's yearly rule-of-law plan, kept as plain text in git."""

__version__ = "0.1.0"
