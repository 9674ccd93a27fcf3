"""Word and text files, taken apart into paragraphs, headings and labels: for reading them, and for filling them."""
