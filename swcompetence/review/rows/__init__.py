"""The rows that a lecturer is asked about, with their evidence: of the workbook and the page."""
