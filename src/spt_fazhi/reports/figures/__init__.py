"""Figures a report prints: how they are counted, printed in both editions, found again in a document and compared."""
