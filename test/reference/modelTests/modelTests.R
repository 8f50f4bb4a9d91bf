# Reference values of likelihood-ratio tests of fixed terms, of random terms beside those of ../cases, and of the exact
# null distribution of a single variance: writes modelTests.json.
# Usage: Rscript modelTests.R    (R 4.2.2, lme4 1.1-31, lmerTest 3.1-3, RLRsim 3.1-8)
suppressMessages({ library(lme4); library(lmerTest); library(RLRsim); library(jsonlite) })
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
examples <- file.path(here, "../../../src-main/examples/data")
factors <- list(cake = c("recipe", "temperature", "replicate"), oats = "nitro", egsingle = c("schoolid", "childid"))
read <- function(name) {
  data <- read.csv(file.path(examples, paste0(name, ".csv")), stringsAsFactors = TRUE)
  for (column in factors[[name]]) data[[column]] <- factor(data[[column]])
  data
}
tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5), calc.derivs = FALSE,
                     check.conv.singular = "ignore")
fit <- function(model, method) lmer(as.formula(model$formula), read(model$data), REML = method == "REML",
                                    control = tight)

# Without intercept drop1 is of no use: `update` cannot write a fixed part without columns and puts the intercept back.
fixed_models <- list(
  list(data = "cake", formula = "angle ~ recipe * temperature + (1 | recipe:replicate)"),
  list(data = "cake", formula = "angle ~ recipe + temperature + (1 | recipe:replicate)"),
  list(data = "sleepstudy", formula = "Reaction ~ Days + (Days | Subject)"),
  list(data = "machines", formula = "score ~ Machine + (1 | Worker/Machine)"),
  list(data = "oats", formula = "yield ~ nitro * Variety + (1 | Block/Variety)"),
  list(data = "orthodont", formula = "distance ~ age + Sex + (age | Subject)"),
  list(data = "egsingle", formula = "math ~ year * lowinc + female + (1 | schoolid)"))
fixed <- lapply(fixed_models, function(model) {
  full <- fit(model, "ML")
  # lmerTest's drop1 is an F test; lme4's is asked for
  table <- drop1(as(full, "lmerMod"), test = "Chisq")
  table <- table[-1, ]
  c(model, list(minus2LogLik = -2 * as.numeric(logLik(full)), tests = lapply(seq_len(nrow(table)), function(i)
    list(term = rownames(table)[i], df = table$npar[i], LRT = table$LRT[i], p = table$`Pr(Chi)`[i],
         aic = table$AIC[i]))))
})

random_models <- list(
  list(data = "machines", formula = "score ~ Machine + (0 + Machine | Worker)"),
  list(data = "machines", formula = "score ~ Machine + (Machine || Worker)"),
  list(data = "sleepstudy", formula = "Reaction ~ Days + (1 + Days + I(Days^2) | Subject)"),
  list(data = "sleepstudy", formula = "Reaction ~ Days + (1 | Subject) + (0 + Days + I(Days^2) | Subject)"))
random <- lapply(random_models, function(model) {
  full <- suppressWarnings(fit(model, "REML"))
  # `update` within ranova looks the data up by name
  data <- read(model$data)
  full <- suppressWarnings(eval(substitute(lmer(f, data, control = tight), list(f = as.formula(model$formula)))))
  table <- suppressWarnings(suppressMessages(ranova(full)))[-1, ]
  c(model, list(minus2LogLik = -2 * as.numeric(logLik(full)), tests = lapply(seq_len(nrow(table)), function(i)
    list(dropped = rownames(table)[i], df = table$Df[i], LRT = table$LRT[i], pChisq = table$`Pr(>Chisq)`[i]))))
})

single_models <- list(
  list(data = "dyestuff", formula = "Yield ~ 1 + (1 | Batch)"),
  list(data = "sleepstudy", formula = "Reaction ~ Days + (0 + Days | Subject)"),
  list(data = "orthodont-unbalanced", formula = "distance ~ age * Sex + (1 | Subject)"),
  list(data = "egsingle", formula = "math ~ year + lowinc + (1 | schoolid)"))
single <- unlist(recursive = FALSE, lapply(single_models, function(model) lapply(c("REML", "ML"), function(method) {
  full <- fit(model, method)
  X <- getME(full, "X")
  Z <- as.matrix(getME(full, "Z"))
  unit <- diag(ncol(Z))
  sample <- if (method == "REML") RLRTSim(X, Z, sqrt.Sigma = unit, seed = 1, nsim = 2e5, gridlength = 400)
            else LRTSim(X, Z, q = 0, sqrt.Sigma = unit, seed = 1, nsim = 2e5, gridlength = 400)
  upper <- c(.4, .25, .1, .05, .01)
  c(model, list(method = method, upper = upper, quantiles = unname(quantile(sample, 1 - upper)),
                zero = mean(sample <= 1e-3)))
})))

write_json(list(fixed = fixed, random = random, single = single), file.path(here, "modelTests.json"),
           auto_unbox = TRUE, digits = 12, pretty = TRUE)
