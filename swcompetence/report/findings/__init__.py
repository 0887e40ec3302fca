"""The gap report as a value: every finding, figure and rule in words."""
