"""What a programme board wrote in a report, read back."""
