"""The unit's own Word file filled: what in it is asked for, and how it is written there."""
