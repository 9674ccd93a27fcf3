"""Last year's paper read into its parts."""
