"""Entering a record or a decision: from what is known of it to a file on disk and its effect."""
