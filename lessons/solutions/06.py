# Lesson 6. Each part takes the place of the cell that holds its check.

# %% 06.1
central_quotient = (3.1**2 - 2.9**2) / 0.2

check("06.1", central_quotient)


# %% 06.2
def central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


check("06.2", central)

# %% 06.3
answer = "b"

check("06.3", answer)

# %% 06.4
runs = 2_000_000

check("06.4", runs)


# %% 06.5
def tanh_slope(x):
    return 1 - np.tanh(x) ** 2


check("06.5", tanh_slope)

# %% 06.6
central_at_kink = 0.5

check("06.6", central_at_kink)
