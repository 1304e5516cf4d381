"""Evaluation of Terraform expressions, with unknown kept apart from absent and null."""
