"""Walks a card: shares points out, asks the methods, adds up, and reads the grade."""
