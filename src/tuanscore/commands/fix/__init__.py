"""`tuanscore fix` and `fmt`: how a thing is written, not what it says."""
