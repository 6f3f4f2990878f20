# Lesson 4. Each part takes the place of the cell that holds its check.

# %% 04.1
dy_da_at_0 = 0

check("04.1", dy_da_at_0)

# %% 04.2
answer = "b"

check("04.2", answer)


# %% 04.3
def second_derivative(value):
    x = tf.constant(value)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = tf.sin(x**2)
        dy_dx = inner.gradient(y, x)
    return outer.gradient(dy_dx, x).numpy()


check("04.3", second_derivative)

# %% 04.4
after_newton = 5 - 8 / 2

check("04.4", after_newton)

# %% 04.5
distance_after_100 = 0.98**100

check("04.5", distance_after_100)

# %% 04.6
executed = 1

check("04.6", executed)
