"""Mappings of the provider `integrations/github`: one module for each type that has one."""
