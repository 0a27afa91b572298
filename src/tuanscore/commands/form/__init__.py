"""The command ``form``: the workbook that goes round, for a clerk to fill in."""
