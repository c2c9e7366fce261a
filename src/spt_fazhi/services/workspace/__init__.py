"""A workspace as every use case works on it, and new ones: what a folder needs to be one."""
