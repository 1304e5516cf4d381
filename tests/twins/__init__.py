"""Twins: a leak and its near-identical look-alike that is none, told apart end to end."""
