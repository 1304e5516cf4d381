"""Exports and snapshots of live estates: what was collected, and what was not."""
