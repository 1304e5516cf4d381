"""The doors in: every reader produces resources in their provider's own shape."""
