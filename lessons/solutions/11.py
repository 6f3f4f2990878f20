# Lesson 11. Each part takes the place of the cell that holds its check.


# %% 11.1
def step(w, slope, lr):
    return w - lr * slope


check("11.1", step)


# %% 11.2
def train(w, lr, rounds):
    w = mg.Variable(w)
    for _ in range(rounds):
        with mg.GradientTape() as tape:
            loss = (w - 4.0) ** 2
        slope = tape.gradient(loss, w)
        if slope is None:
            return -1.0
        w.assign_sub(lr * slope)
    return float(w)


check("11.2", train)


# %% 11.3
def slopes_of_roots(values):
    x = mg.Variable(values)
    with mg.GradientTape() as tape:
        y = mg.sum(mg.sqrt(x))
    return tape.gradient(y, x)


check("11.3", slopes_of_roots)


# %% 11.4
def mean_squared_error(predictions, targets):
    return np.mean((predictions - targets.reshape(predictions.shape)) ** 2)


check("11.4", mean_squared_error)


# %% 11.5
def train_torch(w, lr, rounds):
    w = torch.tensor(w, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=lr)
    for _ in range(rounds):
        loss = (w - 4.0) ** 2
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return w.item()


check("11.5", train_torch)


# %% 11.6
def gradients_of_both(a, b):
    w1, w2 = mg.Variable(a), mg.Variable(b)
    with mg.GradientTape() as tape:
        hidden = mg.tanh(w1 * 3.0)
        loss = (hidden * w2 - 1.0) ** 2
    slopes = tape.gradient(loss, [w1, w2])
    return [0.0 if slope is None else float(slope) for slope in slopes]


check("11.6", gradients_of_both)


# %% 11.7
def slope_of_loss(w, x, y):
    errors = w * x - y
    return np.mean(2 * errors * x)


check("11.7", slope_of_loss)


# %% 11.8
def slope_of_cube(value):
    x = mg.Variable(float(value))
    with mg.GradientTape() as tape:
        y = x**3
    return tape.gradient(y, x)


check("11.8", slope_of_cube)
