"""What git knows: what has changed, and what was there before."""
