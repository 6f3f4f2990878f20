# Lesson 5. Each part takes the place of the cell that holds its check.


# %% 05.1
def slopes_of_one(x_t, y_t, w, b):
    error = x_t.dot(w) + b - y_t
    return np.append(2 * error * x_t, 2 * error)


check("05.1", slopes_of_one)

# %% 05.2
number_of_steps = 10

check("05.2", number_of_steps)

# %% 05.3
shape_of_difference = (30, 30)

check("05.3", shape_of_difference)

# %% 05.4
prediction = "c"

check("05.4", prediction)

# %% 05.5
rate_for_the_sum = 0.3 / 300

check("05.5", rate_for_the_sum)

# %% 05.6
x_after_two = 3 * 0.8 * 0.8

check("05.6", x_after_two)
