"""The one-folder program: Python, the libraries and `fazhi` together, for machines that can be given no Python."""
