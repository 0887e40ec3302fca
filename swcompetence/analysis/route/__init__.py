"""What a choice of courses covers, and what completes it."""
