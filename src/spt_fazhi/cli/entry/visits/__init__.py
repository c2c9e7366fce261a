"""Entering an inspection and its findings: what was typed or asked for, and what is said of the write."""
