"""Last year's decisions on this year's list."""
