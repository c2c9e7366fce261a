"""What `fazhi check` finds: pure functions from a register and facts about its files to problems, one rule a file."""
