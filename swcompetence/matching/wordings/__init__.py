"""The wordings of frameworks: compiled, looked up and spotted in the texts of courses."""
