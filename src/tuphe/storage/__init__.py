"""Folders and files: TOML in, values out, and back without losing anything."""
