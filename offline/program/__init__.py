"""The one-folder program: Python, the libraries and `fazhi` together, for machines on which no Python can be installed."""
