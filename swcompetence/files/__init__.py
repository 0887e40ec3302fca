"""Files in: tables, course lists, editions and mappings. Import the modules by name."""
