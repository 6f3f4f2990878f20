# Lesson 1. Each part takes the place of the cell that holds its check.

# %% 01.1
rise_per_nudge = (1.69 - 1) / 0.1

check("01.1", rise_per_nudge)


# %% 01.2
def dL_dw(w):
    return -2 * x * y + 2 * w * x**2


check("01.2", dL_dw)

# %% 01.3
gradient_at_yhat = 2.0

check("01.3", gradient_at_yhat)

# %% 01.4
w_after_one_step = 0.5 - 0.1 * (-3)

check("01.4", w_after_one_step)

# %% 01.5
prediction = "c"

check("01.5", prediction)

# %% 01.6
largest_rate = 1 / 9

check("01.6", largest_rate)
