"""`tuanscore progress`: every target against the calendar."""
