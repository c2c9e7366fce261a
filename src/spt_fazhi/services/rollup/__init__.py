"""What registers hand over, and what is said of many of them together."""
