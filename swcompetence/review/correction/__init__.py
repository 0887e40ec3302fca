"""An edition that somebody copied to correct it: the sheet with corrections, read back."""
