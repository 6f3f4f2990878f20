"""What is said when a name is not here: whether it is out of scope, and what to use instead."""

from __future__ import annotations

import difflib

INSTEAD = {
    "compile": "minigrad.function traces a function once and shows the program it made",
    "jit": "minigrad.function traces a function once and shows the program it made",
    "distributed": "a sweep runs on several processes with lab.sweep(executor=...)",
    "autocast": "choose a dtype by hand with .to(...)",
    "amp": "choose a dtype by hand with .to(...)",
    "fft": "use np.fft on .detach().numpy()",
    "sparse": "dense tensors are all there is here",
    "quantization": "dense float tensors are all there is here",
    "onnx": "save the parameters with torch.save(model.state_dict(), path)",
    "hub": "there are no pretrained models here",
    "complex": "keep real and imaginary parts in two tensors",
    "LSTM": "write the cell with nn.Linear, as the lesson on loops does",
    "RNN": "write the cell with nn.Linear, as the lesson on loops does",
    "GRU": "write the cell with nn.Linear, as the lesson on loops does",
    "Transformer": "build it from nn.Linear, softmax and nn.LayerNorm",
    "MultiheadAttention": "use nn.functional.scaled_dot_product_attention and nn.Linear",
}


def no_such_name(module: str, name: str, known: list[str]) -> AttributeError:
    """The error for ``torch.name``: near names, what to use instead, or that it is out of scope.

    >>> print(no_such_name("torch", "nograd", ["no_grad", "ones"]))
    torch here has no 'nograd'. Did you mean no_grad?
    """
    if name in INSTEAD:
        return AttributeError(f"{module}.{name} is out of minigrad's scope: {INSTEAD[name]}.")
    near = difflib.get_close_matches(name, known, 3, 0.7)
    if near:
        return AttributeError(f"{module} here has no {name!r}. Did you mean {' or '.join(near)}?")
    return AttributeError(
        f"{module} here has no {name!r}: minigrad holds what its course needs of torch. "
        f"dir({module}) lists the names; the real one may have it."
    )
