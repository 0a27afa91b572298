"""What office files and pasted text hold: readers, one for each format, and what they share."""
