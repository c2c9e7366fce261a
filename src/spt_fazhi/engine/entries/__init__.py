"""Which entry belongs to which duty: records, decisions, accounts in words, and letters that were sent."""
