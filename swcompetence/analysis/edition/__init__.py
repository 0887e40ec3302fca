"""What an edition says, and what changed between two."""
