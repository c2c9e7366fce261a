"""The command line: options in, values out, one error boundary."""
