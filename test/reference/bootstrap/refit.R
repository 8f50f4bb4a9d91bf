# Writes refit.json: lme4's estimates for outcomes that the engine drew (outcomes.csv: one column for each).
# Usage: Rscript refit.R   (R 4.2.2, lme4 1.1-31, jsonlite)
#
# The outcomes come from simulateResponse() with seed 7, replicates 0 and 1, rounded to 12 digits, for
# Reaction ~ Days + (Days | Subject): sleepstudy.csv by ML (plain), sleepstudy-weights.csv with weights w by REML (weighted).
#
# refit() of lme4 1.1-31 serves ML only: by REML it takes n - 1 for n - p (it hands mkRespMod REML = TRUE for REML = p),
# so that refit(fit, own outcome) has another criterion than fit. There new fits, the best of several starts.
suppressMessages({ library(lme4); library(jsonlite) })
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
data <- read.csv(file.path(here, "../../../src-main/examples/data/sleepstudy-weights.csv"))
data$Subject <- factor(data$Subject)
outcomes <- read.csv(file.path(here, "outcomes.csv"))
tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5), calc.derivs = FALSE,
                     check.conv.singular = "ignore")
plain <- lmer(Reaction ~ Days + (Days | Subject), data, REML = FALSE, control = tight)
starts <- list(c(1, 0, 1), c(0.5, 0.1, 0.1), c(0.3, -0.1, 0.2), c(1, 0.2, 0.1))
estimates <- lapply(names(outcomes), function(name) {
  data$y <- outcomes[[name]]
  fit <- if (startsWith(name, "plain")) refit(plain, data$y, control = tight) else {
    fits <- lapply(starts, function(start) lmer(y ~ Days + (Days | Subject), data, weights = w, control = tight,
                                                start = start))
    fits[[which.max(sapply(fits, logLik))]]
  }
  list(outcome = name, minus2LogLik = -2 * as.numeric(logLik(fit)), beta = unname(fixef(fit)), sigma = sigma(fit),
       se = unname(sqrt(diag(as.matrix(vcov(fit))))), covariance = as.vector(VarCorr(fit)$Subject))
})
write(toJSON(estimates, digits = I(12), auto_unbox = TRUE), file.path(here, "refit.json"))
