"""Names that TensorFlow has and minigrad does not: say whether that is on purpose, and what to use."""

from __future__ import annotations

from typing import Any

OUT_OF_SCOPE = {
    "distribute": "minigrad runs on one machine; for many learning rates see minigrad.lab",
    "config": "there are no devices to configure but the CPU",
    "io": "use NumPy (np.save, np.loadtxt) or pathlib",
    "image": "use NumPy or Pillow",
    "strings": "use Python's str",
    "string": "there are no string tensors; use Python's str",
    "ragged": "there are no ragged tensors; pad the rows, or keep a list of tensors",
    "RaggedTensor": "there are no ragged tensors; pad the rows, or keep a list of tensors",
    "sparse": "there are no sparse tensors; use dense ones",
    "SparseTensor": "there are no sparse tensors; use dense ones",
    "saved_model": "save arrays with np.savez(**{v.name: v.numpy() for v in model.variables})",
    "lite": "there is nothing to deploy",
    "tpu": "there is only the CPU",
    "signal": "use NumPy (np.fft)",
    "summary": "there is no TensorBoard here; see minigrad.lab",
    "Graph": "that is TensorFlow 1; write @tf.function",
    "Session": "that is TensorFlow 1; operations run at once",
    "placeholder": "that is TensorFlow 1; pass arguments to a function",
    "gradients": "that is TensorFlow 1; use tf.GradientTape",
    "raw_ops": "use the public function",
    "py_func": "that is TensorFlow 1; use tf.py_function",
    "lookup": "use a Python dict",
    "quantization": "there are no quantized tensors",
    "feature_column": "prepare the features with NumPy",
    "estimator": "that is TensorFlow 1; use tf.keras",
    "LSTM": "there are no recurrent layers",
    "GRU": "there are no recurrent layers",
    "SimpleRNN": "there are no recurrent layers",
    "MultiHeadAttention": "write it with tf.matmul and tf.nn.softmax",
    "applications": "there are no pretrained networks",
    "datasets": "make the data with NumPy, or read it with np.loadtxt",
}


METHODS = {
    "size": "tf.size(x), or x.shape.num_elements()",
    "sum": "tf.reduce_sum(x)", "mean": "tf.reduce_mean(x)", "max": "tf.reduce_max(x)", "min": "tf.reduce_min(x)",
    "prod": "tf.reduce_prod(x)", "std": "tf.math.reduce_std(x)", "var": "tf.math.reduce_variance(x)",
    "argmax": "tf.argmax(x)", "T": "tf.transpose(x)", "astype": "tf.cast(x, dtype)", "dot": "tf.tensordot(x, y, 1)",
    "ravel": "tf.reshape(x, [-1])", "flatten": "tf.reshape(x, [-1])", "squeeze": "tf.squeeze(x)",
    "item": "float(x)", "tolist": "x.numpy().tolist()", "copy": "tf.identity(x)", "exp": "tf.exp(x)",
    "assign": "a tf.Variable, which can be assigned to", "grad": "tape.gradient(y, x)",
    "backward": "tape.gradient(y, x)", "detach": "tf.stop_gradient(x)", "view": "tf.reshape(x, shape)",
}  # fmt: skip


class NotHere:
    """In place of a NumPy or PyTorch method that a tf.Tensor does not have: the error says what to use.

    A ``__getattr__`` would say the same, and slow down every attribute of every tensor.
    """

    def __init__(self, advice: str) -> None:
        self.advice = advice

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        raise AttributeError(f"a tf.Tensor has no attribute {self.name!r}. Use {self.advice}.")


def hint(cls: type) -> None:
    """Give a class of tensors the errors of `METHODS`."""
    for name, advice in METHODS.items():
        absent = NotHere(advice)
        absent.__set_name__(cls, name)
        setattr(cls, name, absent)


def missing(module: str, name: str, names: Any) -> Any:
    """Raise the AttributeError for a name that a module does not have."""
    import difflib

    if name in OUT_OF_SCOPE:
        raise AttributeError(f"{module}.{name} is out of scope in minigrad: {OUT_OF_SCOPE[name]}.")
    near = difflib.get_close_matches(name, [n for n in names if not n.startswith("_")], 3, 0.75)
    hint = f" Did you mean {' or '.join(f'{module}.{n}' for n in near)}?" if near else ""
    raise AttributeError(
        f"{module} has no {name} in minigrad.{hint} If TensorFlow has it, it was left out: write it with the functions "
        "that are there, or with NumPy under tf.numpy_function (no gradient)."
    )
