# Lesson 0. Each part takes the place of the cell that holds its check.

# %% 00.1
answer = 6

check("00.1", answer)

# %% 00.2
shape = (2, 3)

check("00.2", shape)


# %% 00.3
def double(x):
    return 2 * x


check("00.3", double)

# %% 00.4
choice = "b"

check("00.4", choice)

# %% 00.5
order = "dbca"

check("00.5", order)
