"""What was recognised, as files of a repository: a module for each kind, prose, merging."""
