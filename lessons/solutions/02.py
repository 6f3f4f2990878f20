# Lesson 2. Each part takes the place of the cell that holds its check.

# %% 02.1
slope_at_3 = 6.0

check("02.1", slope_at_3)

# %% 02.2
shape_of_dl_db = (2,)

check("02.2", shape_of_dl_db)

# %% 02.3
prediction = "c"

check("02.3", prediction)


# %% 02.4
def slope(value):
    x = tf.constant(value)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x**3 + 2 * x
    return tape.gradient(y, x).numpy()


check("02.4", slope)

# %% 02.5
answer = "b"

check("02.5", answer)

# %% 02.6
gradient_of_vector = 4 + 12

check("02.6", gradient_of_vector)

# %% 02.7
second_answer = "b"

check("02.7", second_answer)

# %% 02.8
slope_of_grow = 5 * 3**4

check("02.8", slope_of_grow)
