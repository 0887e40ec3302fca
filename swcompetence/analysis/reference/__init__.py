"""What a share is held against: a named reference, and how well it fits."""
