"""The command ``import``: from office files and pasted text to scorecards."""
