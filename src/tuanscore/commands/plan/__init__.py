"""`tuanscore plan`: the way to a grade."""
