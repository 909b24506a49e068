"""What a fair turn does, measured: the same weeks simulated with and without it.

``python -m matching.evaluation --seeds 5`` prints a table. Assumptions stand in
``world.Behaviour``, in ``county`` and ``real``, and in docs/fairness.md. Who a role belongs to is
known to the measures only, never to the ranking. ``python -m matching.evaluation.words`` measures
words instead.
"""
