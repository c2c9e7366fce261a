"""Terminal views: one per screen, each prints a value and decides nothing."""
