"""Living with findings: one file per way of sifting what `validate` has found.

severities: how much a code weighs, here and in which files; selection: which codes a run is about;
waivers: findings that someone has answered for, until a day; baseline: findings that were there
before; dependents: the files that a change touches, and those that build on them.
"""
