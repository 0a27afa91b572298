"""TS8xx: what a 完成情况 says against its card, its evidence and the calendar."""
