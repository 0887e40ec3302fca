"""An edition as a page and in words, and its differences in words."""
