"""Exports: a document has the content, once for all formats, and each format is a function of a document."""
