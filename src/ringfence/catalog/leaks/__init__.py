"""The leak rules, one module each."""
