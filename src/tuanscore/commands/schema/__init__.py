"""`tuanscore schema`: JSON Schemas of every kind of file, for editors."""
