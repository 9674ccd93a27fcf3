"""Word and text files: last year's paper read into its parts, and the unit's own file filled."""
