"""Statistics of choices: plain counts in, frozen records with their caveats out; no Django.

What cannot be computed is None, with a caveat that says why; never NaN.
"""
