"""Reading foreign bytes in a process of its own, which has limits and may be stopped: its two sides."""
