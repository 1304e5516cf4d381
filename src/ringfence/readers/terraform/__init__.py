"""Terraform: configuration and plans, evaluated and mapped to the provider's shape."""
