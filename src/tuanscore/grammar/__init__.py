"""What people write as a value: targets, numbers, dates, percentages."""
