# What lme4 finds for the simulated models: node models.ts | Rscript lme4.R > lme4.json
# (in this folder; R 4.2.2, lme4 1.1-31). `sum` tells whether the data are still the same.
suppressPackageStartupMessages({ library(lme4); library(jsonlite) })
# one start at the default, and one with a tight and global-minded optimiser; the better of the two counts
controls <- list(
  lmerControl(calc.derivs = FALSE),
  lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 0.2, rhoend = 1e-9, maxfun = 1e5),
              boundary.tol = 1e-7, calc.derivs = FALSE, check.conv.singular = "ignore"))
models <- fromJSON(file("stdin"), simplifyDataFrame = FALSE)
found <- lapply(models, function(model) {
  data <- as.data.frame(model$values)
  fits <- lapply(controls, function(control) {
    suppressWarnings(suppressMessages(lmer(as.formula(model$formula), data, control = control)))
  })
  objectives <- sapply(fits, REMLcrit)
  best <- fits[[which.min(objectives)]]
  list(seed = model$seed, sum = sum(data$y), minus2LogLik = min(objectives), singular = isSingular(best, tol = 1e-3),
       evaluations = fits[[1]]@optinfo$feval)
})
cat(toJSON(found, auto_unbox = TRUE, digits = 12, pretty = TRUE), "\n")
