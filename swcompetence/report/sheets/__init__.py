"""What all our workbooks share: cells, styles, charts, the archive."""
