"""`tuanscore git-merge` and `git-textconv`: what git runs on documents."""
