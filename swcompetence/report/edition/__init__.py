"""An edition as a page, as Markdown, and its differences in words."""
