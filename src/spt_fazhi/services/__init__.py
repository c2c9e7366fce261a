"""One use case a file or folder, from the disk to a value and back; knows no Typer and reads no clock."""
