"""Makes specialValues.csv: special functions to 20 digits, from exact arguments (the doubles as written).

Run with Python 3 and mpmath: python3 specialValues.py > specialValues.csv
"""
from mpmath import mp, mpf, betainc, erf, erfc, exp, gammainc, log, loggamma, nstr

mp.dps = 60


def write(name, args, value):
    fields = [repr(float(a)) for a in args] + ["", "", ""]
    print(",".join([name, *fields[:3], nstr(value, 20)]))


def log_beta(a, b):
    return loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b))


print("function,x,a,b,value")
for x in (-6, -2, -0.6, -0.2, 0, 1e-300, 1e-9, 0.1, 0.49, 0.5, 0.7, 1, 2, 3.3, 5.9, 6.1, 9):
    write("erf", [x], erf(mpf(x)))
for x in (-6, -2, -0.6, -0.2, 0, 1e-9, 0.1, 0.49, 0.5, 0.7, 1, 2, 3.3, 5.9, 6.1, 9, 15, 26):
    write("erfc", [x], erfc(mpf(x)))
    write("erfcx", [x], exp(mpf(x) ** 2) * erfc(mpf(x)))
for x in (1e-300, 1e-9, 0.1, 0.49, 0.5, 0.9, 0.999999, 1, 1.000001, 1.49, 1.5, 1.9999999, 2, 2.0000001, 2.4, 2.5,
          3, 4.7, 7.99, 8, 10.5, 126, 1e5, 1e10, 1e200):
    write("lgamma", [x], loggamma(mpf(x)))
for a, b in ((0.05, 0.15), (0.5, 0.5), (1e-9, 3), (0.5, 126), (3, 1e4), (0.5, 5e9), (1e4, 2e4), (5e9, 5e9)):
    write("logBeta", [a, b], log_beta(a, b))
for x in (1e-10, 1e-5, 0.1, -0.1, 0.39, 0.41, -0.39, -0.41, -0.99, 5):
    write("log1pMinusX", [x], log(1 + mpf(x)) - mpf(x))
    write("expm1MinusX", [x], exp(mpf(x)) - 1 - mpf(x))
for x, a, b in ((1e-100, 0.5, 0.5), (0.01, 3, 0.2), (0.3, 0.15, 0.15), (0.5, 2.5, 8), (0.74, 1.5, 0.05), (0.9, 7, 0.5),
                (0.97, 60, 1.5), (0.999, 12.75, 0.5), (0.3, 40, 40), (0.7, 40, 40)):
    write("incompleteBeta", [x, a, b], betainc(mpf(a), mpf(b), 0, mpf(x), regularized=True))
    write("incompleteBetaUpper", [x, a, b], betainc(mpf(a), mpf(b), mpf(x), 1, regularized=True))
for a, x in ((0.05, 1e-100), (0.05, 0.9), (0.05, 1.2), (0.5, 3), (0.5, 600), (3, 0.01), (3, 4.5), (30, 29), (30, 70)):
    write("incompleteGamma", [a, x], gammainc(mpf(a), 0, mpf(x), regularized=True))
    write("incompleteGammaUpper", [a, x], gammainc(mpf(a), mpf(x), mp.inf, regularized=True))
