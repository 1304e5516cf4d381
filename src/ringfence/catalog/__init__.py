"""What we know: one file for each rule, found because it is there."""
