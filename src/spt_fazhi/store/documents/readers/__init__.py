"""Readers of foreign formats, each bytes → `Document`: one file or folder a format; they run in a child process."""
