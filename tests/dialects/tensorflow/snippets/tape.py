import numpy as np
import tensorflow as tf

# %% variable: A variable is watched when it is used.
x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x**2
g = tape.gradient(y, x)

# %% constant: A constant is not watched.
x = tf.constant(3.0)
with tf.GradientTape() as tape:
    y = x**2
g = tape.gradient(y, x)

# %% twice: A second gradient on a tape that is not persistent raises.
x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x * x
g = tape.gradient(y, x)
tape.gradient(y, x)
