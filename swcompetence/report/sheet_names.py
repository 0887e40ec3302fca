"""Names of sheets by which a file of ours is known, for who loads no writer."""

LINKS = "Koppelingen"
"""Of a review workbook."""
SUMMARY = "Samenvatting"
ACCOUNT = "Verantwoording"
"""Of a gap report."""
