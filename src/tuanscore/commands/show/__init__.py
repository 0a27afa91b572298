"""`tuanscore show`, `list` and `render`: what there is, as it is printed and where it says so."""
