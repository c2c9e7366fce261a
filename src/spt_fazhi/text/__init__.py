"""Words without a domain: what text is, how wide, how alike, in which encoding."""
