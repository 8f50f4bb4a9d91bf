# Random effects beside series of 2,500 rows, by the exact likelihood of the process: run in this folder,
#   Rscript longSeries.R > longSeries.json
# The data are those of `longSeries` in longSeries.test.ts: the same sequence of whole numbers in both.
library(numDeriv)

source("data.R")
data <- longSeries(2500)

# -2 log L (REML or ML) of log residual variance, correlation r at distance 1 and the lower triangle T of Cov(b) = T T'. Residuals less
# what the one before says of them are independent, e_t - r^d e_(t-1) with variance s^2 (1 - r^(2 d)): so are the same of X, Z and y.
criterion <- function(par, distance, effects, reml, parts = FALSE) {
  s2 <- exp(par[1])
  r <- 1 / (1 + exp(-par[2]))
  k <- ncol(effects)
  T <- matrix(0, k, k)
  T[lower.tri(T, TRUE)] <- par[-(1:2)]
  all <- cbind(1, data$x, data$u, data$y, effects)
  A <- matrix(0, 4, 4)
  logDet <- 0
  for (s in split(seq_len(nrow(data)), data$subject)) {
    n <- length(s)
    share <- r^diff(distance[s])
    left <- c(1, 1 - share^2) * s2
    own <- all[s, ]
    own[-1, ] <- own[-1, ] - share * own[-n, ]
    own <- own / sqrt(left)
    C <- own[, 1:4]
    Z <- own[, -(1:4), drop = FALSE] %*% T
    inner <- diag(k) + crossprod(Z)
    half <- crossprod(Z, C)
    A <- A + crossprod(C) - t(half) %*% solve(inner, half)
    logDet <- logDet + sum(log(left)) + log(det(inner))
  }
  X <- A[1:3, 1:3]
  beta <- solve(X, A[1:3, 4])
  N <- nrow(data) - if (reml) 3 else 0
  value <- logDet + A[4, 4] - sum(beta * A[1:3, 4]) + (if (reml) log(det(X)) else 0) + N * log(2 * pi)
  if (parts) list(value = value, beta = beta, vcov = solve(X), s2 = s2, r = r, D = T %*% t(T)) else value
}
optimum <- function(start, ...) {
  par <- optim(start, criterion, ..., control = list(maxit = 3000, reltol = 1e-12))$par
  for (step in 1:4) par <- par - solve(hessian(criterion, par, ...), grad(criterion, par, ...))
  criterion(par, ..., parts = TRUE)
}
one <- matrix(1, nrow(data))
fits <- list(
  ar1 = optimum(c(-2, 0.8, 0.5), distance = data$occasion, effects = one, reml = TRUE),
  car1 = optimum(c(-2, 0.8, 0.5, 0.1, 0.5), distance = data$time, effects = cbind(one, data$u), reml = FALSE)
)
describe <- function(fit) {
  number <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
  sprintf(
    '"minus2LogLik": %.17g, "sigma": %.17g, "estimate": %s, "se": %s, "correlation": %.17g, "sd": %s',
    fit$value, sqrt(fit$s2), number(fit$beta), number(sqrt(diag(fit$vcov))), fit$r, number(sqrt(diag(fit$D)))
  )
}
cat("{\n", paste(sprintf('  "%s": {%s}', names(fits), sapply(fits, describe)), collapse = ",\n"), "\n}\n", sep = "")
