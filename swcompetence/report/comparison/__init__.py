"""Workbooks and tables that lay two things side by side."""
