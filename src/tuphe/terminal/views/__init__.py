"""What is drawn: values in, rich drawings out. Nothing here prints."""
