"""What the tables of a paper mean: headings as data, lines, heads, and where every cell went."""
