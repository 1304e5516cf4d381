"""Pipelines: which jobs of CI sign in to Azure, and who starts them with what."""
