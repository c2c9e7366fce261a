"""From a document to the files of a draft."""
