"""`tuanscore validate`: everything that is wrong, with its place."""
