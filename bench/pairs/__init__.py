"""Bicep against Microsoft's own compiler: folders that hold a `.bicep` file and what it compiled to."""
