"""What stands between tuphe and the terminal or the system, without running the whole program."""
