"""TS7xx: one organisation's targets and items against those of the others."""

from tuanscore.model.kinds.scorecard import Scorecard

LOOKS_AT = Scorecard
