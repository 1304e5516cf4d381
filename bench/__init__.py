"""Benchmarks: generated estates, how they are timed, and the same for the peers."""
