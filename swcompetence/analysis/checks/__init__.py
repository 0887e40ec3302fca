"""What a programme board should look at, each check with its rule."""
