"""The gap report as a workbook."""
