"""The project's own data files: editions, references, mappings."""
