"""`tuanscore explain` and `checks`: the manual of a code."""
