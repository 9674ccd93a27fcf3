"""The interview: which questions are asked, how an answer is read, and the loop that asks."""
