"""`tuanscore verify`: receipts, computed again."""
