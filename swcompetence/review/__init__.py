"""The review loop: what lecturers and boards decide in a workbook, read back and merged."""
