"""What is sent out or said: entered, looked up, made again from the register it was made from."""
