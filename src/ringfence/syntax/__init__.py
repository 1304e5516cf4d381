"""Trees of source text with positions: HCL, ARM expressions, JSON, YAML."""
