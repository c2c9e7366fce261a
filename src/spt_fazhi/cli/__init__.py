"""The command line: options in, values out, one error boundary."""

COMPLETE_VAR = "_FAZHI_COMPLETE"
"""The environment variable by which a shell asks to complete a line; its value is `<shell>_complete` (`_source`)."""
