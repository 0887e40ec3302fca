"""Pages that a lecturer works in: opened from the disk, without a program or a network."""
