"""`tuanscore log` and `blame`: what changed in meaning, and when."""
