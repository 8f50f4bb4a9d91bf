"""Makes highPrecision.csv: tails and quantiles to 20 digits, from exact arguments (the doubles as written).

Run with Python 3 and mpmath: python3 highPrecision.py > highPrecision.csv
Method: the power series with positive terms of the incomplete beta and gamma functions (DLMF 8.17.8 and
8.7.1) at 400 digits, so that the complement of a tail keeps at least 60 digits down to 1e-300.
"""
from mpmath import mp, mpf, exp, log, loggamma, erfc, sqrt, findroot, nstr

mp.dps = 400
SMALLEST = mpf(10) ** -300


def series(growth):
    term = total = mpf(1)
    n = 0
    while True:
        g = growth(n)
        term *= g
        total += term
        n += 1
        if g < 1 and term < mpf(10) ** -410 * total * (1 - g):
            return total


def beta_tails(a, b, odds):
    x, y = odds / (1 + odds), 1 / (1 + odds)
    density = exp(a * log(x) + b * log(y) + loggamma(a + b) - loggamma(a) - loggamma(b))
    if x <= 0.5:
        lower = density / a * series(lambda n: (a + b + n) * x / (a + 1 + n))
        return lower, 1 - lower
    upper = density / b * series(lambda n: (a + b + n) * y / (b + 1 + n))
    return 1 - upper, upper


def gamma_tails(a, x):
    lower = exp(a * log(x) - x - loggamma(a + 1)) * series(lambda n: x / (a + 1 + n))
    return lower, 1 - lower


def f_tails(f, d1, d2):
    return beta_tails(mpf(d1) / 2, mpf(d2) / 2, mpf(d1) * f / d2)


def chi_tails(x, df):
    return gamma_tails(mpf(df) / 2, mpf(x) / 2)


def t_two_sided(t, df):
    return f_tails(mpf(t) ** 2, 1, df)[1]


def write(name, args, value):
    if SMALLEST <= abs(value) < mpf(10) ** 300:
        fields = [repr(float(a)) for a in args] + ["", "", ""]
        print(",".join([name, *fields[:3], nstr(value, 20)]))


def quantile(tail, p, start):
    """The positive argument with tail(argument) = p, by the secant method on logarithms."""
    target = log(mpf(p))
    root = findroot(lambda u: log(tail(exp(u))) - target, (log(mpf(start)), log(mpf(start)) + mpf("1e-3")),
                    tol=mpf(10) ** -80, maxsteps=200, verify=True)
    return exp(root)


print("function,x,df1,df2,value")

for z in (1e-5, 0.1, 0.6, 1, 1.7, 3, 5.3, 8, 15, 25.7, 33.1, 37):
    write("normalSf", [z], erfc(mpf(z) / sqrt(mpf(2))) / 2)
    write("normalSf", [-z], erfc(-mpf(z) / sqrt(mpf(2))) / 2)

T_DF = (0.3, 1, 2.5, 17, 25.5, 252, 1e4, 1e8)
for df in T_DF:
    for t in (1e-3, 0.2, 0.9, 1, 1.2, 1.6, 2.3, 4, 8, 15.1, 29, 37, 100, 1e5, 1e20, 1e100, 1e200):
        if t < 50 or df < 1000:
            write("tTwoSided", [t, df], t_two_sided(t, df))

F_POINTS = (1e-200, 1e-40, 1e-5, 0.01, 0.3, 0.8, 1, 1.3, 2, 5, 30, 80, 1e4, 1e40)
for d1 in (0.3, 1, 3, 17, 252):
    for d2 in (0.3, 2.5, 25.5, 120, 1e4, 1e8):
        for f in F_POINTS:
            if f * d1 < 1e4 or d2 < 1000:
                lower, upper = f_tails(mpf(f), d1, d2)
                write("fCdf", [f, d1, d2], lower)
                write("fSf", [f, d1, d2], upper)
for d1, d2 in ((1e4, 1e4), (1e4, 1e8), (2e4, 1.5e4)):
    for f in (0.7, 0.9, 0.99, 1, 1.002, 1.05, 1.3):
        lower, upper = f_tails(mpf(f), d1, d2)
        write("fCdf", [f, d1, d2], lower)
        write("fSf", [f, d1, d2], upper)

for df in (0.3, 1, 2.5, 17, 252, 1e4, 1e6):
    for ratio in (1e-100, 1e-5, 0.2, 0.7, 0.95, 1, 1.01, 1.2, 2, 5, 50, 500):
        if ratio < 5 or df < 1000:
            x = ratio * df
            lower, upper = chi_tails(x, df)
            write("chiSquaredCdf", [x, df], lower)
            write("chiSquaredSf", [x, df], upper)

# Quantiles are written for the lower tail p; p above 1/2 is 1 - 2^-k, exact in a double.
for p, start in ((1e-300, 37.04), (1e-100, 21.27), (1e-16, 8.2), (0.01, 2.3), (0.2, 0.84), (0.45, 0.126)):
    write("normalQuantile", [p], -quantile(lambda z: erfc(z / sqrt(mpf(2))) / 2, p, start))
for df, starts in (
    (0.3, (1e100, 1e20, 50, 0.5)),
    (1, (1e99, 1e15, 31.8, 0.158)),
    (2.5, (1e40, 1e6, 6, 0.14)),
    (25.5, (1e6, 20, 2.5, 0.127)),
    (252, (30, 9, 2.34, 0.126)),
    (1e8, (21.3, 8.2, 2.33, 0.126)),
):
    for p, start in zip((1e-100 if df > 0.5 else 1e-30, 1e-16 if df > 0.5 else 1e-6, 0.01, 0.45), starts):
        value = quantile(lambda t: t_two_sided(t, df) / 2, p, start)
        write("tQuantile", [p, df], -value)
for d1, d2 in ((1, 25.5), (3, 120), (17, 2.5), (252, 1e4)):
    for p, start in ((1e-20, 0.4 if d1 == 252 else 0.05), (0.05, 0.5), (0.5, 0.9)):
        write("fQuantile", [p, d1, d2], quantile(lambda f: f_tails(f, d1, d2)[0], p, start))
    for k, start in ((4, 2), (50, 2.5)):
        value = quantile(lambda f: f_tails(f, d1, d2)[1], mpf(2) ** -k, start)
        write("fQuantile", [1 - 2.0**-k, d1, d2], value)
for df in (0.3, 1, 17, 252, 1e4):
    # Starting values outside the root (first term of the series, Chernoff's bounds), from where the search is safe.
    for p in (1e-12, 0.05, 0.5):
        first = 2 * exp((log(mpf(p)) + loggamma(mpf(df) / 2 + 1)) / (mpf(df) / 2))
        start = max(first, df - 2 * sqrt(-df * log(mpf(p))))
        write("chiSquaredQuantile", [p, df], quantile(lambda x: chi_tails(x, df)[0], p, start))
    for k in (4, 50):
        depth = k * log(mpf(2))
        value = quantile(lambda x: chi_tails(x, df)[1], mpf(2) ** -k, df + 2 * sqrt(df * depth) + 2 * depth)
        write("chiSquaredQuantile", [1 - 2.0**-k, df], value)
