"""Learning platforms: Moodle and Canvas."""
