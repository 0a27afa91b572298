"""`tuanscore factor` and `rebase`: the template that whole cards share, and their differences."""
