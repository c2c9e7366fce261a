"""What is alike: texts that say nearly the same, names by their initials, names that look the same."""
