"""`tuanscore export`: a year as one tidy table for pandas, DuckDB, Excel and the like."""
