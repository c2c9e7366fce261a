"""What is written about many registers together: values for a template, from the answers of a roll-up."""
