"""Bicep: files of the language, lowered to the templates that the ARM reader evaluates."""
