"""The nouns: facts, resources, estates, assets, boundaries, claims and answers.

Standard library only. Nothing here knows a cloud, a file format or a screen.
"""
