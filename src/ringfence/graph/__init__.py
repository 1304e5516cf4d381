"""Planes turn an estate into clauses; the proof engine derives what follows from them."""
