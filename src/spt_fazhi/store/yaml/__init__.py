"""YAML read as plain strings with their places, validated, written and spliced."""
