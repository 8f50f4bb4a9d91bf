# Reference values of effect sizes: changes against the null model, f2 and semi-partial R2 of each fixed term:
# writes effectSizes.json. The marginal R2 is computed here from its definition (Nakagawa & Schielzeth 2013, Johnson 2014).
# Usage: Rscript effectSizes.R    (R 4.2.2, lme4 1.1-31)
suppressMessages({ library(lme4); library(jsonlite) })
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
examples <- file.path(here, "../../../src-main/examples/data")
factors <- list(cake = c("recipe", "temperature", "replicate"), machines = "Worker", egsingle = c("schoolid", "childid"))
read <- function(name) {
  data <- read.csv(file.path(examples, paste0(name, ".csv")), stringsAsFactors = TRUE)
  for (column in factors[[name]]) data[[column]] <- factor(data[[column]])
  data
}
tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5), calc.derivs = FALSE,
                     check.conv.singular = "ignore")
marginal <- function(fit) {
  fixed <- var(as.vector(model.matrix(fit) %*% fixef(fit)))
  mm <- getME(fit, "mmList")
  psi <- VarCorr(fit)
  random <- sum(mapply(function(Z, P) mean(rowSums((Z %*% P) * Z)), mm, psi))
  fixed / (fixed + random + mean(sigma(fit)^2 / weights(fit)))
}
intercepts <- function(fit) {
  parts <- as.data.frame(VarCorr(fit))
  parts <- parts[is.na(parts$var2) & (parts$grp == "Residual" | parts$var1 %in% "(Intercept)"), ]
  setNames(parts$vcov, sub("\\.1$", "", parts$grp))
}
models <- list(
  list(data = "cake", method = "REML", formula = "angle ~ recipe * temperature + (1 | recipe:replicate)",
       null = "angle ~ 1 + (1 | recipe:replicate)",
       without = list(recipe = "angle ~ temperature + (1 | recipe:replicate)",
                      temperature = "angle ~ recipe + (1 | recipe:replicate)",
                      `recipe:temperature` = "angle ~ recipe + temperature + (1 | recipe:replicate)")),
  list(data = "orthodont", method = "ML", formula = "distance ~ age + Sex + (age | Subject)",
       null = "distance ~ 1 + (1 | Subject)",
       without = list(age = "distance ~ Sex + (age | Subject)", Sex = "distance ~ age + (age | Subject)")),
  list(data = "machines", method = "REML", formula = "score ~ 0 + Machine + (1 | Worker/Machine)",
       null = "score ~ 1 + (1 | Worker/Machine)", without = list(Machine = "score ~ 1 + (1 | Worker/Machine)")),
  list(data = "sleepstudy-weights", method = "REML", weights = "w", formula = "Reaction ~ Days + (Days || Subject)",
       null = "Reaction ~ 1 + (1 | Subject)", without = list(Days = "Reaction ~ 1 + (Days || Subject)")),
  list(data = "egsingle", method = "REML", formula = "math ~ year * lowinc + female + (1 | schoolid) + (1 | childid)",
       null = "math ~ 1 + (1 | schoolid) + (1 | childid)",
       without = list(year = "math ~ lowinc + female + (1 | schoolid) + (1 | childid)",
                      lowinc = "math ~ year + female + (1 | schoolid) + (1 | childid)",
                      female = "math ~ year * lowinc + (1 | schoolid) + (1 | childid)",
                      `year:lowinc` = "math ~ year + lowinc + female + (1 | schoolid) + (1 | childid)")))
answers <- lapply(models, function(model) {
  data <- read(model$data)
  data$w_ <- if (is.null(model$weights)) 1 else data[[model$weights]]
  fit <- function(formula) lmer(as.formula(formula), data, REML = model$method == "REML", weights = w_, control = tight)
  full <- fit(model$formula)
  null <- fit(model$null)
  now <- intercepts(full)
  was <- intercepts(null)[names(now)]
  outcomeSd <- sqrt(sum(was) - was[["Residual"]] + mean(sigma(null)^2 / data$w_))
  r2 <- marginal(full)
  c(model[names(model) %in% c("data", "method", "weights", "formula")], list(r2 = r2, outcomeSd = outcomeSd,
       components = lapply(names(now), function(g) list(group = g, variance = now[[g]], nullVariance = was[[g]],
         relativeChange = now[[g]] / was[[g]] - 1,
         standardisedSdChange = (sqrt(now[[g]]) - sqrt(was[[g]])) / outcomeSd)),
       terms = lapply(names(model$without), function(term) {
         r2Without <- marginal(fit(model$without[[term]]))
         list(term = term, r2Without = r2Without, semiPartialR2 = r2 - r2Without, f2 = (r2 - r2Without) / (1 - r2))
       })))
})
write_json(answers, file.path(here, "effectSizes.json"), auto_unbox = TRUE, digits = 12, pretty = TRUE)
