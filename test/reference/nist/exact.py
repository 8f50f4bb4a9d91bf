"""Least squares of longley.csv, filip.csv and Wampler 3 in rational arithmetic: confirms NIST's certified values.

Usage: python3 exact.py
"""

import csv
import pathlib
from fractions import Fraction


def fit(X, y):
    """Coefficients, their standard errors, residual SD, R-squared, F and residual sum of squares."""
    n, p = len(X), len(X[0])
    A = [
        [sum(row[i] * row[j] for row in X) for j in range(p)]
        + [sum(row[i] * value for row, value in zip(X, y))]
        + [Fraction(int(i == j)) for j in range(p)]
        for i in range(p)
    ]
    for i in range(p):
        A[i] = [a / A[i][i] for a in A[i]]
        for k in range(p):
            if k != i:
                A[k] = [a - A[k][i] * b for a, b in zip(A[k], A[i])]
    beta = [A[i][p] for i in range(p)]
    rss = sum((v - sum(a * b for a, b in zip(row, beta))) ** 2 for row, v in zip(X, y))
    mean = sum(y) / n
    tss = sum((v - mean) ** 2 for v in y)
    variance = rss / (n - p)
    se = [float(variance * A[i][p + 1 + i]) ** 0.5 for i in range(p)]
    F = (tss - rss) / (p - 1) / variance
    return [float(b) for b in beta], se, float(variance) ** 0.5, float(1 - rss / tss), float(F), float(rss)


def report(name, result):
    beta, se, *rest = result
    print(name)
    for b, s in zip(beta, se):
        print(f"  {b!r} {s!r}")
    print("  sigma, R2, F, RSS:", *rest)


def read(name):
    with open(pathlib.Path(__file__).parent / name) as file:
        return [[Fraction(value) for value in row.values()] for row in csv.DictReader(file)]


longley = read("longley.csv")
report("Longley", fit([[Fraction(1), *row[1:]] for row in longley], [row[0] for row in longley]))

filip = read("filip.csv")
report("Filip", fit([[row[1] ** k for k in range(11)] for row in filip], [row[0] for row in filip]))

delta = [759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048]
delta += delta[-2::-1]
x = [Fraction(i) for i in range(21)]
y = [sum(v**k for k in range(6)) + d for v, d in zip(x, delta)]
report("Wampler3", fit([[v**k for k in range(6)] for v in x], y))
