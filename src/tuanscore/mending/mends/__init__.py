"""One file per mend, found without a list; see `tuanscore.mending` for what each declares."""
