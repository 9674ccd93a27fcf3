"""tuphe: the yearly self-review (kiểm điểm cá nhân) in a terminal."""

__version__ = "0.2.0"
