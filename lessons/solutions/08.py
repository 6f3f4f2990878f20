# Lesson 8. Each part takes the place of the cell that holds its check.

# %% 08.1
shape_of_jacobian = (10, 784)

check("08.1", shape_of_jacobian)

# %% 08.2
vjp_of_ones = [3, 3, 10]

check("08.2", vjp_of_ones)

# %% 08.3
passes = 1

check("08.3", passes)


# %% 08.4
def gradient_of_weights(X, G):
    return X.T @ G


check("08.4", gradient_of_weights)


# %% 08.5
def gradient_of_bias(G):
    return G.sum(axis=0)


check("08.5", gradient_of_bias)

# %% 08.6
answer = "b"

check("08.6", answer)
