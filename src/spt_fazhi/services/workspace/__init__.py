"""New workspaces: what a folder needs to be one."""
