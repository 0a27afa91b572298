"""`tuanscore new` and `init`: the first draft of a file, or of a repository."""
