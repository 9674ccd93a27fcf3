"""The person's screen: the one printer, the two ways of asking, and what is drawn."""
