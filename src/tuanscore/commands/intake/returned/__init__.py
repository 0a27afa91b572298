"""The workbook that went round, filled in: what comes back, and comments on what is wrong."""
