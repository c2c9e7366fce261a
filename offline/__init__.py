"""What is built for machines without a network: the bundle (wheels and an installer) and the one-folder program."""
