# Makes diagnostics.json: R's values of the diagnostics on small made-up data sets, which are stored with them.
# Run: Rscript diagnostics.R > diagnostics.json   (R 4.2.2, lmtest 0.9-40, jsonlite)
suppressMessages(library(lmtest))
set.seed(20)

shapiro <- function(name, x) {
  test <- shapiro.test(x)
  list(name = name, x = x, W = unname(test$statistic), p = test$p.value)
}
round4 <- function(x) round(x, 4)
shapiroCases <- list(
  shapiro("three values", c(1, 2.5, 7)),
  shapiro("three values, smallest W", c(1, 1, 2)),
  shapiro("four values", c(3.1, 4.4, 0.2, 3.9)),
  shapiro("five values, unsorted", c(2.2, -1, 8, 0.3, 0.1)),
  shapiro("six values", round4(rnorm(6))),
  shapiro("eleven values, skewed", round4(rexp(11))),
  shapiro("eleven values, one far out", c(1:10, 1e4)),
  shapiro("twelve values", round4(rnorm(12))),
  shapiro("thirty values with ties", round(rnorm(30), 1)),
  shapiro("fifty values, large constant part", 1e6 + round4(rnorm(50))),
  shapiro("two hundred values, heavy tails", round4(rt(200, 2)))
)

# 5000 values by rule: quantiles of the logistic distribution.
large <- shapiro("logistic quantiles", qlogis(ppoints(5000)))
large$x <- NULL

regression <- function(name, formula, data) {
  fit <- lm(formula, data)
  bp <- bptest(fit)
  list(
    name = name, p = ncol(model.matrix(fit)), X = as.vector(model.matrix(fit)), residuals = unname(residuals(fit)),
    durbinWatson = unname(dwtest(fit)$statistic),
    breuschPagan = list(statistic = unname(bp$statistic), df = unname(bp$parameter), p = unname(bp$p.value))
  )
}
n <- 40
made <- data.frame(x = round4(runif(n, 0, 10)), g = factor(rep(1:4, each = 10)), year = 2000 + 1:n)
made$y <- round4(2 + made$x + rnorm(n, sd = 0.2 + made$x))
made$trend <- round4(cumsum(rnorm(n)))
regressions <- list(
  regression("variance grows with x", y ~ x, made),
  regression("factor and covariate", y ~ g * x, made),
  regression("autocorrelated, uncentred years", trend ~ year + I(year^2), made)
)

cat(jsonlite::toJSON(
  list(
    shapiroWilk = shapiroCases, large = large, regressions = regressions,
    scores = lapply(c(1, 2, 10, 11), function(n) list(n = n, scores = qnorm(ppoints(n))))
  ),
  digits = NA, auto_unbox = TRUE
))
