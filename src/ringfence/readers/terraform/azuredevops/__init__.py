"""Mappings of the provider `microsoft/azuredevops`: one module for each type that has one."""
