"""Forms that came packed: in an archive, or with a mail that is answered by mail."""
