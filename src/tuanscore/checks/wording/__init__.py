"""TS6xx: the printed words of a scorecard against its own numbers, year and place."""
