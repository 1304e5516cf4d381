"""One file for each parser, found because it is there."""
