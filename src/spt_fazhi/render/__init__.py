"""From values to what a person reads: terminal views, Markdown through Jinja."""
