"""Word and text files opened, read into their parts, and filled."""
