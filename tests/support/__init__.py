"""What the tests share, each module for one thing: see its first line."""
