import tensorflow as tf

metrics = tf.keras.metrics

# %% mean: Mean
m = metrics.Mean()
m.update_state([1.0, 3.0])
m.update_state(5.0)
m.result(), m(7.0)
# %% mean_weighted: Mean with weights
m = metrics.Mean(name="loss")
m.update_state([1.0, 3.0], sample_weight=[1.0, 3.0])
m.result(), m.name
# %% mean_reset: reset_state
m = metrics.Mean()
m.update_state([4.0])
m.reset_state()
m.result(), m.name
# %% sum: Sum
m = metrics.Sum()
m.update_state([1.0, 2.0])
m.update_state([3.0])
m.result()
# %% accuracy: Accuracy
m = metrics.Accuracy()
m.update_state([1, 2, 3], [1, 2, 0])
m.result()
# %% binary_accuracy: BinaryAccuracy with a threshold
m = metrics.BinaryAccuracy()
m.update_state([[1.0], [0.0], [1.0]], [[0.6], [0.6], [0.4]])
n = metrics.BinaryAccuracy(threshold=0.3)
n.update_state([[1.0], [0.0], [1.0]], [[0.6], [0.6], [0.4]])
m.result(), n.result()
# %% categorical_accuracy: CategoricalAccuracy
m = metrics.CategoricalAccuracy()
m.update_state([[0, 1], [1, 0]], [[0.2, 0.8], [0.3, 0.7]])
m.result()
# %% sparse_categorical_accuracy: SparseCategoricalAccuracy
m = metrics.SparseCategoricalAccuracy()
m.update_state([1, 0, 1], [[0.2, 0.8], [0.3, 0.7], [0.1, 0.9]])
m.result()
# %% top_k: TopKCategoricalAccuracy
m = metrics.SparseTopKCategoricalAccuracy(k=2)
m.update_state([2, 0], [[0.5, 0.3, 0.2], [0.4, 0.5, 0.1]])
m.result()
# %% errors: MeanSquaredError, RootMeanSquaredError, MeanAbsoluteError
found = []
for kind in (metrics.MeanSquaredError, metrics.RootMeanSquaredError, metrics.MeanAbsoluteError):
    m = kind()
    m.update_state([[0.0, 1.0], [0.0, 0.0]], [[1.0, 1.0], [1.0, 3.0]])
    found.append(m.result())
# %% crossentropies: BinaryCrossentropy, SparseCategoricalCrossentropy
m = metrics.BinaryCrossentropy()
m.update_state(tf.constant([[0.0, 1.0]]), tf.constant([[0.6, 0.4]]))
n = metrics.SparseCategoricalCrossentropy()
n.update_state(tf.constant([1]), tf.constant([[0.3, 0.7]]))
m.result(), n.result()
# %% precision_recall: Precision and Recall
p, r = metrics.Precision(), metrics.Recall()
for m in (p, r):
    m.update_state([0, 1, 1, 1], [1, 0, 1, 1])
p.result(), r.result()
# %% positives: TruePositives and its family
found = []
for kind in (
    metrics.TruePositives,
    metrics.TrueNegatives,
    metrics.FalsePositives,
    metrics.FalseNegatives,
):
    m = kind()
    m.update_state([0, 1, 1, 1], [1, 0, 1, 1])
    found.append(m.result())
# %% r2: R2Score
m = metrics.R2Score()
m.update_state(tf.constant([[1.0], [4.0], [3.0]]), tf.constant([[2.0], [4.0], [4.0]]))
m.result()
# %% functions: Metrics as functions
(
    metrics.binary_accuracy(tf.constant([[1.0, 0.0]]), tf.constant([[0.7, 0.7]])),
    metrics.categorical_accuracy(tf.constant([[0.0, 1.0]]), tf.constant([[0.2, 0.8]])),
    metrics.sparse_categorical_accuracy(tf.constant([1]), tf.constant([[0.2, 0.8]])),
)
# %% get: Metrics by name
metrics.get("mse")(tf.constant([[1.0]]), tf.constant([[3.0]]))
# %% names: Names of metrics
[
    m().name
    for m in (
        metrics.Mean,
        metrics.MeanSquaredError,
        metrics.SparseCategoricalAccuracy,
        metrics.AUC,
    )
]
# %% auc: AUC
m = metrics.AUC(num_thresholds=3)
m.update_state([0, 0, 1, 1], [0.0, 0.5, 0.3, 0.9])
m.result()
