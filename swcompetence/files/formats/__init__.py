"""Every file format becomes the same tables."""
