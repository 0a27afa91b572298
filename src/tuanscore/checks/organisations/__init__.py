"""TS7xx: one organisation's targets and items against those of the others."""
