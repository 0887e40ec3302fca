"""The gap report as chapters of blocks: told once, for a workbook and a page."""
