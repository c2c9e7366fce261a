"""Findings on the terminal: their part of the screens, a page each."""
