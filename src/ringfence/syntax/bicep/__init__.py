"""Bicep: text to a tree of declarations and expressions (`parser`, `tree`).

`.bicep` and `.bicepparam` share one grammar here. A file that is broken in places gives faults for
these places, and the rest of the tree.
"""
