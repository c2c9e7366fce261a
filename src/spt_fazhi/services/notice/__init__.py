"""Letters to the units: found, made as files, written into a folder, and entered as sent."""
