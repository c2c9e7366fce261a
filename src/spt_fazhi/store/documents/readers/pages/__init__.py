"""Files of fixed layout: words at places, told into lines and paragraphs."""
