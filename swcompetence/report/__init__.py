"""Reports: a mapping told to people, first as meaning, then as a workbook."""
