import numpy as np
import tensorflow as tf

layers = tf.keras.layers


def error(action):
    try:
        action()
    except Exception as e:
        return e


def fixed(units, **options):
    """A dense layer whose kernel is known."""
    return layers.Dense(
        units,
        kernel_initializer=tf.keras.initializers.Constant(0.5),
        bias_initializer="ones",
        **options,
    )


x = tf.constant([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])

# %% dense: A dense layer
layer = fixed(2)
y = layer(x)
y, [tuple(v.shape) for v in layer.weights], layer.units
# %% dense_activation: A dense layer with an activation
(
    fixed(1, activation="relu")(x),
    fixed(1, activation=tf.nn.tanh)(x),
    fixed(2, activation="softmax")(x),
)
# %% dense_no_bias: A dense layer without a bias
layer = fixed(2, use_bias=False)
layer(x), len(layer.weights), layer.bias
# %% dense_slopes: The slopes of a dense layer's variables
layer = fixed(2, activation="sigmoid")
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(layer(x) ** 2)
grads = tape.gradient(loss, layer.trainable_variables)
# %% dense_wrong_input: A dense layer checks its input
layer = fixed(2)
layer(x)
error(lambda: layer(tf.ones((2, 4)))), error(lambda: layer(tf.ones(3)))
# %% dense_unbuilt: A layer that was not called has no variables
layer = layers.Dense(2)
layer.weights, layer.built, error(lambda: layer.kernel)
# %% dense_build: build makes the variables
layer = fixed(2)
layer.build((None, 3))
layer.built, [v.numpy() for v in layer.weights]
# %% dense_3d: A dense layer works on the last axis
fixed(2)(tf.ones((2, 3, 4))).shape
# %% dense_array: A layer takes arrays and lists of float64 and gives float32
fixed(1)(np.array([[1.0, 2.0]]))
# %% set_weights: get_weights and set_weights
layer = layers.Dense(1)
layer.build((None, 2))
layer.set_weights([np.array([[1.0], [2.0]]), np.array([3.0])])
(
    layer.get_weights(),
    layer(tf.constant([[1.0, 1.0]])),
    error(lambda: layer.set_weights([np.zeros((3, 1))])),
)
# %% flatten: Flatten
layers.Flatten()(tf.ones((2, 3, 4))).shape, layers.Flatten()(tf.ones((2,))).shape
# %% activation: Activation, ReLU, Softmax, LeakyReLU, ELU
(
    layers.Activation("relu")(x),
    layers.Activation(tf.nn.sigmoid)(x),
    layers.ReLU()(x),
    layers.Softmax()(x),
    layers.LeakyReLU(0.1)(x),
    layers.ELU()(x),
)
# %% dropout_inference: Dropout does nothing outside training
layers.Dropout(0.5)(x), layers.Dropout(0.5)(x, training=False)
# %% dropout_training: Dropout scales what it keeps
_y = layers.Dropout(0.5)(tf.ones((1000,)), training=True)
sorted({float(v) for v in _y}), 300 < int(tf.math.count_nonzero(_y)) < 700
# %% dropout_rate: The rate of dropout
error(lambda: layers.Dropout(2.0))
# %% batch_normalization_inference: BatchNormalization uses its moving averages
layer = layers.BatchNormalization()
(
    layer(x),
    [tuple(v.shape) for v in layer.weights],
    len(layer.trainable_weights),
    len(layer.non_trainable_weights),
)
# %% batch_normalization_training: BatchNormalization uses the batch while training
layer = layers.BatchNormalization(momentum=0.9)
y = layer(x, training=True)
y, layer.moving_mean.numpy(), layer.moving_variance.numpy()
# %% batch_normalization_slopes: The slopes through BatchNormalization
layer = layers.BatchNormalization()
layer.build((None, 3))
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.reduce_sum(layer(x, training=True) * tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]]))
tape.gradient(
    y,
    [
        x,
        layer.gamma.value
        if hasattr(layer.gamma, "path") and not isinstance(layer.gamma, tf.Variable)
        else layer.gamma,
    ],
)[0]
# %% layer_normalization: LayerNormalization
layers.LayerNormalization()(x)
# %% embedding: Embedding
layer = layers.Embedding(4, 2)
layer.build(None)
layer.set_weights([np.arange(8.0).reshape(4, 2)])
layer(tf.constant([[0, 3]]))
# %% reshape: Reshape, Rescaling, Lambda
(
    layers.Reshape((3, 1))(x).shape,
    layers.Rescaling(2.0, offset=1.0)(x),
    layers.Lambda(lambda v: v * 2.0)(x),
)
# %% merge: Add, Multiply, Concatenate
layers.Add()([x, x]), layers.Multiply()([x, x]), layers.Concatenate()([x, x]).shape
# %% sequential: A Sequential model
model = tf.keras.Sequential([fixed(2, activation="relu"), fixed(1)])
(
    model(x),
    len(model.layers),
    len(model.trainable_variables),
    [tuple(v.shape) for v in model.trainable_variables],
)
# %% sequential_input: Sequential with an input shape is built at once
model = tf.keras.Sequential([tf.keras.Input(shape=(3,)), fixed(2), fixed(1)])
len(model.weights), model.built, len(model.layers), model.count_params()
# %% sequential_add: Sequential.add
model = tf.keras.models.Sequential()
model.add(tf.keras.Input((3,)))
model.add(fixed(2))
model.add(layers.Activation("tanh"))
model(x), model.layers[1].activation(tf.constant(1.0))
# %% sequential_unbuilt: A Sequential model that was not called
model = tf.keras.Sequential([fixed(1)])
before = model.built
model.build((None, 3))
before, model.built, len(model.weights)
# %% sequential_slopes: The slopes of a model's variables
model = tf.keras.Sequential([fixed(2, activation="tanh"), fixed(1)])
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x) - 1.0))
tape.gradient(loss, model.trainable_variables)
# %% sequential_training_flag: training= reaches the layers
model = tf.keras.Sequential([layers.Dropout(0.5)])
(
    model(tf.ones((2, 3)), training=False),
    sorted({float(v) for v in tf.reshape(model(tf.ones((50, 20)), training=True), [-1])}),
)


# %% custom_layer: A layer with a build of its own
class Scale(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(
            shape=(input_shape[-1],), initializer="ones", trainable=True, name="scale"
        )

    def call(self, inputs):
        return inputs * self.scale


layer = Scale()
layer(x), len(layer.trainable_weights), layer.built


# %% custom_model: A model of its own
class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.first = fixed(2, activation="relu")
        self.second = fixed(1)

    def call(self, inputs, training=False):
        return self.second(self.first(inputs))


net = Net()
net(x), len(net.trainable_variables), len(net.layers)
# %% trainable_flag: trainable=False hides the variables
layer = fixed(2)
layer(x)
layer.trainable = False
len(layer.trainable_variables), len(layer.variables), len(layer.non_trainable_variables)
# %% regularizers: Regularization losses
layer = fixed(2, kernel_regularizer=tf.keras.regularizers.L2(0.1))
layer(x)
(
    layer.losses,
    tf.keras.regularizers.L1(0.1)(tf.constant([1.0, -2.0])),
    tf.keras.regularizers.l2(0.5)(tf.constant([1.0, 2.0])),
)
# %% add_loss_free: initializers by name
(
    [tf.keras.initializers.get(n)((2,)).numpy().tolist() for n in ("zeros", "ones")],
    tf.keras.initializers.Constant(3.0)((2,)),
    tf.keras.initializers.Identity()((2, 2)),
)
# %% initializer_bounds: The limits of the initializers
k = tf.keras.initializers
g = k.GlorotUniform()((100, 50))
h = k.HeUniform()((100, 50))
n = k.HeNormal(seed=1)((400, 50))
u = k.RandomUniform(-0.1, 0.1)((100,))
lim = [float(tf.reduce_max(tf.abs(v))) <= b for v, b in ((g, 0.2001), (h, 0.2450), (u, 0.1001))]
del g, h, n, u
lim
# %% initializer_seed: An initializer with a seed repeats itself
k = tf.keras.initializers
a = k.GlorotUniform(seed=3)((2, 2)).numpy()
b = k.GlorotUniform(seed=3)((2, 2)).numpy()
same = bool((a == b).all())
del a, b
# %% activations: activations by name
k = tf.keras.activations
(
    k.relu(x),
    k.get("tanh")(x),
    k.softmax(x),
    k.linear(x),
    k.sigmoid(x),
    k.elu(x),
    k.selu(x),
    k.softplus(x),
    k.exponential(x),
    k.swish(x),
    k.gelu(x),
    k.leaky_relu(x),
    k.hard_sigmoid(x),
)
# %% unknown_activation: An unknown activation is refused
layers.Dense(1, activation="rellu")
# %% names: Names of layers count up
tf.keras.backend.clear_session()
[
    layers.Dense(1).name,
    layers.Dense(1).name,
    layers.BatchNormalization().name,
    layers.Dense(1, name="out").name,
]
# %% summary_free: output shapes
model = tf.keras.Sequential([tf.keras.Input((3,)), fixed(2)])
tuple(model.output_shape), tuple(model.input_shape)
# %% get_layer: get_layer
model = tf.keras.Sequential([tf.keras.Input((3,)), fixed(2, name="hidden"), fixed(1, name="out")])
model.get_layer("out").units, model.get_layer(index=0).name, error(lambda: model.get_layer("nope"))
# %% conv: Conv2D, MaxPooling2D, GlobalAveragePooling2D
c = layers.Conv2D(1, 2, kernel_initializer="ones")
(
    c(tf.ones((1, 3, 3, 1))),
    layers.MaxPooling2D()(tf.reshape(tf.range(16.0), (1, 4, 4, 1))),
    layers.GlobalAveragePooling2D()(tf.reshape(tf.range(16.0), (1, 4, 4, 1))),
)
