"""Reports: pure functions from an assessment to text. Nothing here prints, reads or decides."""
