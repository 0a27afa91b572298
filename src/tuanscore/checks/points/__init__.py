"""TS4xx: points that do not add up or cannot be earned, and grade bands that do not fit."""
