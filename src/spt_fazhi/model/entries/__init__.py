"""What is entered, one file each: records of units, decisions of the office, what it has sent or said."""
