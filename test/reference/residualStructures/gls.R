# Values of nlme at the optimum for residual covariance structures, and the mmrm cases again: run in this folder,
#   Rscript gls.R > gls.json
library(nlme)
data <- "../../../src-main/examples/data/"
trial <- read.csv(paste0(data, "trial.csv"), na.strings = "")
trial <- na.omit(trial)
trial$arm <- factor(trial$arm, levels = c("Control", "Active"))
trial$visit <- factor(trial$visit)
trial$number <- as.integer(trial$visit)
trial <- trial[order(trial$subject, trial$number), ]
rat <- read.csv(paste0(data, "bodyweight.csv"))
rat$Diet <- factor(rat$Diet)
mare <- read.csv(paste0(data, "ovary.csv"))
trial$w <- 1 + trial$number / 2

tight <- glsControl(opt = "nlminb", tolerance = 1e-12, msTol = 1e-14, msMaxIter = 2000, maxIter = 2000, returnObject = TRUE)
tightLme <- lmeControl(opt = "nlminb", tolerance = 1e-12, msTol = 1e-14, msMaxIter = 2000, maxIter = 2000, niterEM = 100, returnObject = TRUE)
f <- score ~ baseline + site + sex + arm * visit
each <- varIdent(form = ~ 1 | visit)

fits <- list(
  un = gls(f, trial, corSymm(form = ~ number | subject), weights = each, control = tight),
  unML = gls(f, trial, corSymm(form = ~ number | subject), weights = each, method = "ML", control = tight),
  ar1 = gls(f, trial, corAR1(form = ~ number | subject), control = tight),
  arh1 = gls(f, trial, corAR1(form = ~ number | subject), weights = each, control = tight),
  cs = gls(f, trial, corCompSymm(form = ~ 1 | subject), control = tight),
  csh = gls(f, trial, corCompSymm(form = ~ 1 | subject), weights = each, control = tight),
  arma11 = gls(f, trial, corARMA(form = ~ number | subject, p = 1, q = 1), control = tight),
  diag = gls(f, trial, weights = each, control = tight),
  sp_exp = gls(score ~ baseline + arm * day, trial, corExp(form = ~ day | subject), control = tight),
  sp_gau = gls(score ~ baseline + arm * day, trial, corGaus(2, form = ~ day | subject), control = tight),
  car1 = gls(weight ~ Time * Diet, rat, corCAR1(form = ~ Time | Rat), control = tight),
  ar1Weights = gls(f, trial, corAR1(form = ~ number | subject), weights = varFixed(~ 1 / w), control = tight),
  ar1Slopes = lme(follicles ~ s + c, mare, ~ s | Mare, corAR1(form = ~ visit | Mare), control = tightLme),
  diagRandom = lme(f, trial, ~ 1 | subject, weights = each, control = tightLme)
)

# Numerical gradients leave gls a little short of the optimum of UN: Newton steps with Richardson's derivatives finish it.
polish <- function(fit, reml) {
  X <- model.matrix(f, trial)
  y <- trial$score
  subject <- split(seq_along(y), trial$subject)
  T <- nlevels(trial$visit)
  covariance <- function(theta) {
    L <- diag(exp(theta[1:T]))
    L[lower.tri(L)] <- theta[-(1:T)]
    tcrossprod(L)
  }
  solved <- function(theta) {
    Sigma <- covariance(theta)
    A <- 0
    logDet <- 0
    for (rows in subject) {
      V <- Sigma[trial$number[rows], trial$number[rows], drop = FALSE]
      half <- backsolve(chol(V), cbind(X, y)[rows, , drop = FALSE], transpose = TRUE)
      A <- A + crossprod(half)
      logDet <- logDet + as.numeric(determinant(V)$modulus)
    }
    p <- ncol(X)
    beta <- solve(A[1:p, 1:p], A[1:p, p + 1])
    nu <- length(y) - if (reml) p else 0
    criterion <- logDet + A[p + 1, p + 1] - sum(beta * A[1:p, p + 1]) + nu * log(2 * pi) +
      if (reml) as.numeric(determinant(A[1:p, 1:p])$modulus) else 0
    list(criterion = criterion, beta = beta, vcov = solve(A[1:p, 1:p]), Sigma = Sigma)
  }
  sd <- fit$sigma * c(1, coef(fit$modelStruct$varStruct, unconstrained = FALSE))
  R <- corMatrix(fit$modelStruct$corStruct)
  R <- R[[which(vapply(R, nrow, 0L) == T)[1]]]
  L <- t(chol(diag(sd) %*% R %*% diag(sd)))
  theta <- c(log(diag(L)), L[lower.tri(L)])
  objective <- function(theta) solved(theta)$criterion
  H <- numDeriv::hessian(objective, theta)
  for (step in 1:4) theta <- theta - solve(H, numDeriv::grad(objective, theta))
  end <- solved(theta)
  correlation <- cov2cor(end$Sigma)
  list(minus2LogLik = end$criterion, sigma = sqrt(end$Sigma[1, 1]), estimate = unname(end$beta),
       se = unname(sqrt(diag(end$vcov))), correlation = t(correlation)[lower.tri(correlation)])
}

out <- lapply(fits, function(fit) {
  beta <- if (inherits(fit, "lme")) fixef(fit) else coef(fit)
  list(minus2LogLik = -2 * as.numeric(logLik(fit)), sigma = fit$sigma, estimate = unname(beta),
       se = unname(sqrt(diag(vcov(fit)))),
       correlation = if (is.null(fit$modelStruct$corStruct)) numeric(0)
                     else unname(coef(fit$modelStruct$corStruct, unconstrained = FALSE)))
})
out$un <- polish(fits$un, TRUE)
out$unML <- polish(fits$unML, FALSE)

cat("{\n", paste(vapply(names(out), function(name) {
  numbers <- vapply(names(out[[name]]), function(member) {
    x <- out[[name]][[member]]
    text <- paste(formatC(x, digits = 12, format = "g"), collapse = ", ")
    sprintf("    \"%s\": %s", member, if (member %in% c("minus2LogLik", "sigma")) text else paste0("[", text, "]"))
  }, "")
  sprintf("  \"%s\": {\n%s\n  }", name, paste(numbers, collapse = ",\n"))
}, ""), collapse = ",\n"), "\n}\n", sep = "")
