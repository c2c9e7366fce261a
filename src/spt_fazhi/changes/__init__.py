"""Two registers → typed changes, their effect on the duties, and what a reviewer should know. Pure."""
