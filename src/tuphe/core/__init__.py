"""Values and rules. Nothing here prints, asks, opens a file or reads the clock."""
