"""What takes too long for every run: `pytest tests/stress`, or all of it with TUPHE_STRESS=all."""
