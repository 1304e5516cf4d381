"""Data tables: regions, roles, actions, defaults. Each names its source and its date."""
