"""Items by their own words: how near they come, what is searched, learned or lent by them."""
