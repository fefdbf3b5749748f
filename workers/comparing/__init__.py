"""Two recordings laid side by side: which second of the one is which of the other, and what is different there.

The one place that loads librosa, in a process of its own (`workers.comparer`). Pure: no database, no queue.
"""
