"""A review divided over lecturers, and its parts joined."""
