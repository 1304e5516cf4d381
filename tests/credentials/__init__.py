"""Credentials in the text of a tree."""
