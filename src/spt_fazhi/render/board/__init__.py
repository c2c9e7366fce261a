"""The board: values → one HTML page, whole in itself."""
