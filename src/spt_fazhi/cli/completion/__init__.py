"""Completion in the shell: what is offered, how four shells ask for it, and how they learn of it."""

OWN_SHELL = "auto"
"""Stands for the shell of whoever runs the program."""
