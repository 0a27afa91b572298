"""What git knows about a repository of scorecards: what changed, and what was there before."""
