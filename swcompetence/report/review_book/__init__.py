"""The workbook in which lecturers decide."""
