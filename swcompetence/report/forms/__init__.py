"""Empty workbooks that people fill in."""
