# Lesson 9. Each part takes the place of the cell that holds its check.

# %% 09.1
border = 2 / 50

check("09.1", border)

# %% 09.2
prediction = "b"

check("09.2", prediction)

# %% 09.3
condition_number = 2 / 0.01

check("09.3", condition_number)


# %% 09.4
def momentum_step(w, v, slope, lr, beta):
    v = beta * v + slope
    return w - lr * v, v


check("09.4", momentum_step)

# %% 09.5
prediction = "b"

check("09.5", prediction)

# %% 09.6
chosen_rate = 0.03

check("09.6", chosen_rate)
