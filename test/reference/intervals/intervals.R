# Makes intervals.json: profile and Wald intervals for models on the data of ../cases.
# Run here: Rscript intervals.R > intervals.json   (R 4.2.2, lme4 1.1-31, numDeriv, jsonlite; about three minutes)
#
# profile: lme4's confint(method = "profile"). lme4 interpolates between steps; half its usual step and tight optimiser
#   settings bring its error below 1e-3 of the interval's width. Left out (NULL) is what lme4 1.1-31 gets wrong:
#   coefficients of models with weights (it forgets the weights there), and parameters of which it says "non-monotonic
#   profile" or "bad spline fit" in models near the boundary.
# direct: those limits, and some of the others, as roots of sign * sqrt(rise in deviance) = quantile. The deviance is
#   minimised over all else from several starts at each value.
# wald: by the delta method from numDeriv's Hessian of lme4's criterion in log SD, atanh(correlation) and log sigma.
suppressMessages({
  library(lme4)
  library(numDeriv)
  library(jsonlite)
})

readCase <- function(name) {
  spec <- fromJSON(sprintf("../cases/%s.json", name))$spec
  data <- type.convert(read.csv(file.path("../cases", spec$data), colClasses = "character"), as.is = TRUE)
  for (column in names(spec$columns)) {
    data[[column]] <- if (spec$columns[[column]] == "continuous") data[[column]] else factor(data[[column]], levels = spec$levels[[column]])
  }
  list(spec = spec, data = data)
}

bobyqa <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-9, maxfun = 1e5), calc.derivs = FALSE)
nlopt <- lmerControl(
  optimizer = "nloptwrap", calc.derivs = FALSE,
  optCtrl = list(algorithm = "NLOPT_LN_BOBYQA", xtol_abs = 1e-12, ftol_abs = 1e-12, xtol_rel = 1e-12, maxeval = 1e5)
)

fitted <- function(name, formula, REML, control = bobyqa) {
  case <- readCase(name)
  known <- if (is.null(case$spec$offset)) "" else sprintf("+ offset(%s)", case$spec$offset)
  arguments <- list(as.formula(paste(formula, known)), case$data, REML = REML, control = control)
  if (!is.null(case$spec$weights)) arguments$weights <- as.name(case$spec$weights)
  suppressMessages(suppressWarnings(do.call(lmer, arguments)))
}

profiled <- function(name, formula, level = 0.95, without = character(0)) {
  fit <- fitted(name, formula, TRUE)
  curve <- suppressWarnings(profile(fit, delta.cutoff = 1 / 16, signames = FALSE))
  limits <- suppressWarnings(confint(curve, level = level))
  limits <- limits[!rownames(limits) %in% without, , drop = FALSE]
  message(name, " ", formula)
  list(case = name, formula = formula, level = level,
    parameters = I(rownames(limits)), lower = I(unname(limits[, 1])), upper = I(unname(limits[, 2])))
}

# The two limits of an SD, a correlation or sigma, searched for in two ranges; NA where the range has no root.
component <- function(name, formula, parameter, ranges, starts, level = 0.95) {
  fit <- fitted(name, formula, FALSE, nlopt)
  dd <- lme4:::devfun2(fit, useSc = TRUE, signames = FALSE)
  optimum <- attr(dd, "optimum")
  optimum <- optimum[seq_len(length(optimum) - length(fixef(fit)))]
  at <- match(parameter, names(optimum))
  lower <- ifelse(grepl("^cor", names(optimum)), -1, 0)[-at]
  upper <- ifelse(grepl("^cor", names(optimum)), 1, Inf)[-at]
  rise <- function(value) {
    lowest <- min(sapply(c(list(optimum[-at]), starts), function(start) {
      nloptr::bobyqa(start, function(x) dd(append(x, value, at - 1)), lower, upper,
        control = list(xtol_rel = 1e-12, ftol_rel = 1e-14, maxeval = 20000))$value
    }))
    sqrt(max(0, lowest - attr(dd, "basedev"))) - qnorm((1 + level) / 2)
  }
  direct(name, formula, parameter, level, rise, ranges)
}

# The two limits of a coefficient; `held` makes the formula of the model in which it has a value.
coefficient <- function(name, formula, parameter, held, ranges, level = 0.95) {
  lowest <- deviance(fitted(name, formula, FALSE, nlopt))
  rise <- function(value) {
    sqrt(max(0, deviance(fitted(name, held(value), FALSE, nlopt)) - lowest)) - qnorm((1 + level) / 2)
  }
  direct(name, formula, parameter, level, rise, ranges)
}

direct <- function(name, formula, parameter, level, rise, ranges) {
  limits <- sapply(ranges, function(range) {
    if (rise(range[1]) * rise(range[2]) > 0) NA else uniroot(rise, range, tol = 1e-7)$root
  })
  message(name, " ", parameter)
  list(case = name, formula = formula, level = level, parameter = parameter, lower = limits[1], upper = limits[2])
}

# shape: per random term its number of effects
wald <- function(name, formula, REML, level = 0.95) {
  fit <- fitted(name, formula, REML)
  # REML criterion or deviance with sigma free, from lme4's pieces at theta
  update <- lmer(formula(fit), model.frame(fit), REML = REML, devFunOnly = TRUE)
  env <- environment(update)
  n <- nobs(fit)
  sizes <- lengths(fit@cnms)
  criterion <- function(x) {
    sigma <- exp(x[length(x)])
    theta <- NULL
    for (k in sizes) {
      sd <- exp(x[seq_len(k)])
      x <- x[-seq_len(k)]
      R <- diag(k)
      pairs <- k * (k - 1) / 2
      if (pairs > 0) {
        R[lower.tri(R)] <- tanh(x[seq_len(pairs)])
        R[upper.tri(R)] <- t(R)[upper.tri(R)]
        x <- x[-seq_len(pairs)]
      }
      L <- t(chol(outer(sd, sd) * R)) / sigma
      theta <- c(theta, L[lower.tri(L, TRUE)])
    }
    update(theta)
    p <- length(fixef(fit))
    df <- if (REML) n - p else n
    env$pp$ldL2() + (if (REML) env$pp$ldRX2() else 0) + df * log(2 * pi * sigma^2) +
      (env$resp$wrss() + env$pp$sqrL(1)) / sigma^2
  }
  start <- NULL
  names <- NULL
  for (g in seq_along(sizes)) {
    block <- VarCorr(fit)[[g]]
    R <- attr(block, "correlation")
    start <- c(start, log(attr(block, "stddev")), atanh(R[lower.tri(R)]))
    group <- names(fit@flist)[attr(fit@flist, "assign")[g]]
    terms <- fit@cnms[[g]]
    pairs <- which(lower.tri(R), arr.ind = TRUE)
    names <- c(names, sprintf("sd_%s|%s", terms, group),
      if (nrow(pairs) > 0) sprintf("cor_%s.%s|%s", terms[pairs[, 1]], terms[pairs[, 2]], group))
  }
  start <- c(start, log(sigma(fit)))
  names <- c(names, "sigma")
  margin <- qnorm((1 + level) / 2) * sqrt(diag(2 * solve(hessian(criterion, start))))
  back <- function(x) ifelse(grepl("^cor", names), tanh(x), exp(x))
  message(name)
  list(case = name, formula = formula, REML = REML, level = level, parameters = names,
    lower = back(start - margin), upper = back(start + margin))
}

onWeights <- "Reaction ~ Days + (Days | Subject)"
growth <- "distance ~ age * Sex + (age | Subject)"
result <- list(
  profile = list(
    profiled("lmer-sleepstudy-slope", "Reaction ~ Days + (Days | Subject)"),
    profiled("lmer-sleepstudy-weights", onWeights, without = c("(Intercept)", "Days")),
    profiled("lmer-sleepstudy-offset", "Reaction ~ Days + (1 | Subject)"),
    profiled("lmer-sleepstudy-uncorrelated", "Reaction ~ Days + (Days || Subject)", level = 0.9),
    profiled("lmer-dyestuff", "Yield ~ 1 + (1 | Batch)"),
    profiled("lmer-dyestuff2-singular", "Yield ~ 1 + (1 | Batch)", without = "sigma"),
    profiled("lmer-pastes-nested", "strength ~ 1 + (1 | batch/cask)"),
    profiled("lmer-penicillin-crossed", "diameter ~ 1 + (1 | plate) + (1 | sample)"),
    profiled("lmer-oats-splitplot", "yield ~ nitro + (1 | Block/Variety)"),
    profiled("lmer-orthodont-unbalanced", growth,
      without = c("sd_(Intercept)|Subject", "cor_age.(Intercept)|Subject", "sigma")),
    profiled("lmer-orthodont-unbalanced", "distance ~ age * Sex + (age || Subject)", level = 0.99),
    profiled("lmer-machines-nested", "score ~ Machine + (1 | Worker/Machine)"),
    profiled("lmer-sleepstudy-slope", "Reaction ~ 0 + (1 | Subject)")
  ),
  direct = list(
    coefficient("lmer-sleepstudy-weights", onWeights, "(Intercept)",
      function(b) sprintf("Reaction ~ 0 + Days + offset(%.15g + 0 * Days) + (1 + Days | Subject)", b),
      list(c(220, 250), c(252, 280))),
    coefficient("lmer-sleepstudy-weights", onWeights, "Days",
      function(b) sprintf("Reaction ~ 1 + offset(%.15g * Days) + (1 + Days | Subject)", b),
      list(c(5, 10), c(11, 16))),
    component("lmer-orthodont-unbalanced", growth, "sd_(Intercept)|Subject", list(c(1e-3, 2), c(3, 6)),
      list(c(0, 0.1, 1.3), c(0.9, 0.1, 1.3), c(-0.8, 0.3, 1.3))),
    component("lmer-orthodont-unbalanced", growth, "cor_age.(Intercept)|Subject",
      list(c(-0.999, -0.7), c(-0.6, 0.999)), list(c(2, 0.001, 1.4), c(1.7, 0, 1.4), c(0.5, 0.12, 1.4))),
    component("lmer-orthodont-unbalanced", growth, "sigma", list(c(1, 1.3), c(1.4, 2)),
      list(c(1, 0, 0.1), c(1, 0.9, 0.1), c(3, -0.8, 0.3))),
    component("lmer-dyestuff2-singular", "Yield ~ 1 + (1 | Batch)", "sigma", list(c(2, 3.5), c(3.8, 6)),
      list(1)),
    component("lmer-dyestuff", "Yield ~ 1 + (1 | Batch)", "sd_(Intercept)|Batch", list(c(5, 30), c(50, 100)),
      list(60)),
    component("lmer-oats-splitplot", "yield ~ nitro + (1 | Block/Variety)", "sd_(Intercept)|Block",
      list(c(0.1, 10), c(15, 40)), list(c(9, 13), c(20, 12))),
    component("lmer-machines-factor-slopes", "score ~ Machine + (Machine | Worker)", "sd_MachineB|Worker",
      list(c(2.5, 4), c(8, 14)), list(c(3.7, 0.48, -0.36, 0.3, 3.35, 0.96)))
  ),
  wald = list(
    wald("lmer-sleepstudy-slope", "Reaction ~ Days + (Days | Subject)", TRUE),
    wald("lmer-sleepstudy-slope", "Reaction ~ Days + (Days | Subject)", FALSE),
    wald("lmer-orthodont-unbalanced", growth, TRUE),
    wald("lmer-sleepstudy-uncorrelated", "Reaction ~ Days + (Days || Subject)", TRUE, level = 0.9),
    wald("lmer-machines-factor-slopes", "score ~ Machine + (Machine | Worker)", TRUE),
    wald("lmer-penicillin-crossed", "diameter ~ 1 + (1 | plate) + (1 | sample)", TRUE),
    wald("lmer-pastes-nested", "strength ~ 1 + (1 | batch/cask)", FALSE)
  )
)
cat(toJSON(result, digits = NA, auto_unbox = TRUE, na = "null", pretty = 2), "\n")
