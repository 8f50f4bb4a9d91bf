# Makes structureAnalyses.json: what is asked after fits with a residual covariance structure, for models on the data of
# ../cases.
# Run here: Rscript structureAnalyses.R > structureAnalyses.json   (R 4.2.2, nlme 3.1-162, jsonlite; about two minutes)
#
# profile: ends as roots of (rise in deviance by ML) = quantile^2. AR(1): nlme::gls with the correlation fixed, or the variance
#   (glsControl(sigma = )), or the coefficient's part as an offset in the outcome. UN, its coefficients: the same; its
#   variances and correlations: the deviance minimised by optim over a Cholesky factor of which the row lengths or one
#   angle are held.
# wald: nlme::intervals of lme (random SD, correlation, residual SD).
# tests: likelihood ratios of ML fits by nlme.
# influence: nlme::gls by REML without each subject.
suppressMessages({
  library(nlme)
  library(jsonlite)
})

readCase <- function(name) {
  spec <- fromJSON(sprintf("../cases/%s.json", name))$spec
  data <- type.convert(read.csv(file.path("../cases", spec$data), colClasses = "character"), as.is = TRUE)
  for (column in names(spec$columns)) {
    data[[column]] <- if (spec$columns[[column]] == "continuous") data[[column]] else factor(data[[column]], levels = spec$levels[[column]])
  }
  data
}
level <- 0.95
target <- qchisq(level, 1)
tight <- glsControl(maxIter = 500, msMaxIter = 500, tolerance = 1e-10, msTol = 1e-12, opt = "nlminb")

# roots of rise(x) = target on both sides of an estimate
ends <- function(rise, estimate, step, limits = c(-Inf, Inf)) {
  side <- function(direction) {
    far <- estimate
    repeat {
      far <- far + direction * step
      far <- min(max(far, limits[1]), limits[2])
      if (rise(far) > target) break
    }
    uniroot(function(x) rise(x) - target, sort(c(estimate, far)), tol = 1e-9 * step)$root
  }
  c(side(-1), side(1))
}

trial <- readCase("mmrm-trial-ar1")
trial <- trial[!is.na(trial$score), ]
trial$k <- as.integer(trial$visit)
f <- score ~ baseline + site + sex + arm * visit
ar <- function(formula = f, data = trial, control = tight, correlation = corAR1(0.5, form = ~ k | subject)) {
  gls(formula, data, correlation = correlation, method = "ML", control = control)
}
deviance2 <- function(fit) -2 * as.numeric(logLik(fit))
full <- ar()
best <- deviance2(full)
rho <- unname(coef(full$modelStruct$corStruct, unconstrained = FALSE))
profileAr <- list(
  list(parameter = "correlation at lag 1", ends = ends(
    function(x) deviance2(ar(correlation = corAR1(x, form = ~ k | subject, fixed = TRUE))) - best, rho, 0.05, c(-0.99, 0.99)
  )),
  list(parameter = "variance", ends = ends(
    function(x) {
      # the variance held at x: minimise over the correlation by gls with a fixed one, its residual sum of squares at x
      of <- function(r) {
        fit <- ar(correlation = corAR1(r, form = ~ k | subject, fixed = TRUE))
        n <- nrow(trial)
        s2 <- fit$sigma^2 # ML: quadratic form / n
        deviance2(fit) - n * (log(s2) + 1) + n * (log(x) + s2 / x)
      }
      optimize(of, c(0.2, 0.99), tol = 1e-9)$objective - best
    }, full$sigma^2, full$sigma^2 / 10, c(1e-3, Inf)
  ))
)
held <- function(name, refit, data, outcome, X) function(value) {
  data[[outcome]] <- data[[outcome]] - value * X[, name]
  refit(data)
}
withoutColumn <- function(X, name) X[, colnames(X) != name, drop = FALSE]
X <- model.matrix(f, trial)
for (name in c("baseline", "armActive:visitV04")) {
  trial$reduced <- withoutColumn(X, name)
  refit <- held(name, function(data) deviance2(ar(score ~ 0 + reduced, data)), trial, "score", X)
  se <- sqrt(diag(vcov(full)))[name]
  profileAr[[length(profileAr) + 1]] <- list(
    parameter = name, ends = ends(function(b) refit(b) - best, unname(coef(full)[name]), unname(se))
  )
}

orthodont <- readCase("gls-orthodont-un")
orthodont$k <- as.integer(factor(orthodont$age))
un <- function(formula = distance ~ age * Sex, data = orthodont, method = "ML") {
  gls(formula, data, correlation = corSymm(form = ~ k | Subject), weights = varIdent(form = ~ 1 | k), method = method, control = tight)
}
fullUn <- un()
XU <- model.matrix(distance ~ age * Sex, orthodont)
# -2 log L of UN for complete subjects, by ML, coefficients profiled out
subjects <- split(seq_len(nrow(orthodont)), orthodont$Subject)
subjects <- lapply(subjects, function(rows) rows[order(orthodont$k[rows])])
devianceOf <- function(Sigma) {
  W <- tryCatch(chol2inv(chol(Sigma)), error = function(e) NULL)
  if (is.null(W)) return(1e10)
  A <- 0; b <- 0; q <- 0
  for (rows in subjects) {
    Xi <- XU[rows, ]; yi <- orthodont$distance[rows]
    A <- A + t(Xi) %*% W %*% Xi; b <- b + t(Xi) %*% W %*% yi; q <- q + sum(yi * (W %*% yi))
  }
  N <- nrow(orthodont)
  explained <- tryCatch(sum(b * solve(A, b)), error = function(e) NULL)
  if (is.null(explained)) return(1e10)
  length(subjects) * as.numeric(determinant(Sigma)$modulus) + q - explained + N * log(2 * pi)
}
SigmaHat <- local({
  sds <- fullUn$sigma * c(1, coef(fullUn$modelStruct$varStruct, unconstrained = FALSE))
  R <- corMatrix(fullUn$modelStruct$corStruct)[[1]]
  diag(sds) %*% R %*% diag(sds)
})
minimise <- function(build, start) {
  from <- start
  for (round in 1:8) {
    found <- optim(from, function(p) devianceOf(build(p)), method = "BFGS", control = list(reltol = 1e-15, maxit = 1000, ndeps = rep(1e-5, length(from))))
    if (max(abs(found$par - from)) < 1e-9) break
    from <- found$par
  }
  found$value
}
# occasions in an order in which those concerned come first; SD and correlations of the first two stand alone in L
unOrdered <- function(first) {
  order <- c(first, setdiff(1:4, first))
  S <- SigmaHat[order, order]
  L <- t(chol(S))
  back <- order(order)
  list(L = L, back = back)
}
freeOf <- function(L) { D <- diag(1 / diag(L)) ; c(log(diag(L)), (D %*% L)[lower.tri(L)]) }
factorOf <- function(p) { L <- diag(4); L[lower.tri(L)] <- p[5:10]; diag(exp(p[1:4])) %*% L }
bestUn <- deviance2(fullUn)
profileUn <- list()
local({
  o <- unOrdered(2)
  p0 <- freeOf(o$L)
  rise <- function(v) minimise(function(p) { L <- factorOf(c(log(v) / 2, p)); (L %*% t(L))[o$back, o$back] }, p0[-1]) - bestUn
  profileUn[[1]] <<- list(parameter = "variance 10", ends = ends(rise, SigmaHat[2, 2], 1.5, c(0.2, Inf)))
})
local({
  o <- unOrdered(c(2, 4))
  p0 <- freeOf(o$L) # element 5 is L21 / L22 = r / sqrt(1 - r^2)
  r0 <- SigmaHat[2, 4] / sqrt(SigmaHat[2, 2] * SigmaHat[4, 4])
  rise <- function(r) minimise(function(p) { L <- factorOf(append(p, r / sqrt(1 - r^2), 4)); (L %*% t(L))[o$back, o$back] }, p0[-5]) - bestUn
  profileUn[[2]] <<- list(parameter = "correlation 10, 14", ends = ends(rise, r0, 0.1, c(-0.99, 0.99)))
})
for (name in c("age", "age:SexFemale")) {
  orthodont$reduced <- withoutColumn(XU, name)
  refit <- held(name, function(data) deviance2(un(distance ~ 0 + reduced, data)), orthodont, "distance", XU)
  profileUn[[length(profileUn) + 1]] <- list(
    parameter = name,
    ends = ends(function(b) refit(b) - bestUn, unname(coef(fullUn)[name]), unname(sqrt(diag(vcov(fullUn)))[name]))
  )
}

ovary <- readCase("lme-ovary-ar1")
lmeFit <- lme(follicles ~ s + c, ovary, ~ 1 | Mare, correlation = corAR1(0.5, form = ~ visit | Mare), method = "REML",
  control = lmeControl(maxIter = 500, msMaxIter = 500, tolerance = 1e-10, msTol = 1e-12))
wald <- intervals(lmeFit, which = "var-cov")

lmlOvary <- function(formula, random = TRUE) {
  if (random) lme(formula, ovary, ~ 1 | Mare, correlation = corAR1(0.5, form = ~ visit | Mare), method = "ML", control = lmeControl(maxIter = 500, msMaxIter = 500, tolerance = 1e-10, msTol = 1e-12))
  else gls(formula, ovary, correlation = corAR1(0.5, form = ~ visit | Mare), method = "ML", control = tight)
}
ovaryFull <- deviance2(lmlOvary(follicles ~ s + c))
trialTests <- sapply(c("baseline", "site", "sex", "arm:visit"), function(term) {
  deviance2(ar(update(f, as.formula(paste(". ~ . -", term))))) - best
})
reml <- function(random) {
  fit <- if (random) lmeFit else gls(follicles ~ s + c, ovary, correlation = corAR1(0.5, form = ~ visit | Mare), method = "REML", control = tight)
  deviance2(fit)
}

remlUn <- un(method = "REML")
without <- lapply(levels(orthodont$Subject)[c(1, 10, 20)], function(level) {
  fit <- un(data = droplevels(orthodont[orthodont$Subject != level, ]), method = "REML")
  change <- coef(remlUn) - coef(fit)
  list(
    subject = level, estimate = unname(coef(fit)), se = unname(sqrt(diag(vcov(fit)))),
    cooksDistance = as.numeric(t(change) %*% solve(vcov(remlUn), change)) / 4, dfbetas = unname(change / sqrt(diag(vcov(fit)))),
    firstVariance = fit$sigma^2
  )
})

cat(toJSON(list(
  profile = list(
    list(case = "mmrm-trial-ar1", parameters = profileAr),
    list(case = "gls-orthodont-un", parameters = profileUn)
  ),
  wald = list(
    case = "lme-ovary-ar1", sd = unlist(wald$reStruct$Mare[1, c("lower", "upper")]),
    correlation = unname(wald$corStruct[1, c("lower", "upper")]), variance = unname(wald$sigma[c("lower", "upper")])^2
  ),
  tests = list(trial = as.list(trialTests), ovary = list(s = deviance2(lmlOvary(follicles ~ c)) - ovaryFull, c = deviance2(lmlOvary(follicles ~ s)) - ovaryFull)),
  random = reml(FALSE) - reml(TRUE),
  influence = without
), digits = 12, auto_unbox = TRUE, pretty = TRUE), "\n")
