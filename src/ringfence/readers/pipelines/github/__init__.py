"""GitHub Actions: what runs when, as which subject, and what of an outsider's it runs."""
