"""What a screen or a JSON document shows, as values."""
