"""Every command, run whole, in an empty folder."""
