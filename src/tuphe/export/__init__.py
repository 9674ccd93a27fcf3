"""Content once, format second: documents, and functions over them."""
