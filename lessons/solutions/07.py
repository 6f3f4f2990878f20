# Lesson 7. Each part takes the place of the cell that holds its check.

# %% 07.1
local_slopes = [5, 4]

check("07.1", local_slopes)

# %% 07.2
order = "qrspt"

check("07.2", order)


# %% 07.3
def backward(result):
    result.grad = 1.0
    for number in reversed(ordered(result)):
        for parent, slope in zip(number.parents, number.slopes):
            parent.grad += number.grad * slope


def gradient_of(formula, *values):
    """The gradients of a formula by your backward pass."""
    numbers = [Number(value) for value in values]
    if backward(formula(*numbers)) is ...:
        return ...
    return [number.grad for number in numbers]


check("07.3", gradient_of)

# %% 07.4
buggy_gradient = 1

check("07.4", buggy_gradient)


# %% 07.5
def reciprocal(x):
    return Number(1 / x.value, (x,), (-1 / x.value**2,))


def slope_of_reciprocal(value):
    """What your operation has noted down: its value, and its local slope."""
    result = reciprocal(Number(value))
    return ... if result is ... else [result.value, *result.slopes]


check("07.5", slope_of_reciprocal)

# %% 07.6
answer = "b"

check("07.6", answer)
