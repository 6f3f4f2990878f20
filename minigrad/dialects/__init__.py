"""Two spellings of one engine: ``from minigrad.dialects import tensorflow as tf``, ``... import torch``."""
