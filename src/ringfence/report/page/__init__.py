"""The page: one HTML file that needs nothing else, to read on a screen, on paper or aloud."""
