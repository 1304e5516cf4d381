"""Asks every question, keeps every answer."""
