"""The only package that touches the disk and git: reading, positions, writing, attachments, cache."""
