# Reference values of influence: the model fitted again without each level of a grouping (or some rows), beside those of
# ../cases. Writes influence.json.
# Usage: Rscript influence.R    (R 4.2.2, lme4 1.1-31, lmerTest 3.1-3)
suppressMessages({ library(lme4); library(lmerTest); library(jsonlite) })
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
examples <- file.path(here, "../../../src-main/examples/data")
factors <- c("Subject", "Worker", "gear")
read <- function(name) {
  data <- read.csv(file.path(examples, paste0(name, ".csv")), stringsAsFactors = TRUE)
  for (column in intersect(factors, names(data))) data[[column]] <- factor(data[[column]])
  data
}
tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5), calc.derivs = FALSE,
                     check.conv.singular = "ignore")

models <- list(
  list(data = "penicillin", formula = "diameter ~ 1 + (1 | plate) + (1 | sample)", group = "sample"),
  list(data = "pastes", formula = "strength ~ 1 + (1 | batch/cask)", method = "ML", group = "cask:batch",
       take = c("a:A", "c:D", "b:J")),
  list(data = "machines", formula = "score ~ Machine + (1 | Worker/Machine)", group = "Worker"),
  list(data = "sleepstudy-weights", formula = "Reaction ~ Days + (Days | Subject)", weights = "w", offset = "base",
       take = c(1, 10, 57, 58)))

results <- lapply(models, function(model) {
  data <- read(model$data)
  level <- if (is.null(model$group)) as.character(seq_len(nrow(data))) else
    do.call(paste, c(lapply(strsplit(model$group, ":")[[1]], function(column) as.character(data[[column]])), sep = ":"))
  if (!is.null(model$weights)) data$.w <- data[[model$weights]]
  if (!is.null(model$offset)) data$.o <- data[[model$offset]]
  fit <- function(data) {
    arguments <- list(formula = as.formula(model$formula), data = data, REML = is.null(model$method), control = tight)
    if (!is.null(model$weights)) arguments$weights <- data$.w
    if (!is.null(model$offset)) arguments$offset <- data$.o
    do.call(lmer, arguments)
  }
  numbers <- function(m) {
    table <- coef(summary(m))
    vc <- as.data.frame(VarCorr(m))
    list(estimate = table[, 1], se = table[, 2], df = table[, 3], p = table[, 5],
         variances = vc$vcov[is.na(vc$var2)])
  }
  all <- fit(data)
  V <- as.matrix(vcov(all))
  p <- ncol(V)
  taken <- if (is.null(model$take)) sort(unique(level)) else as.character(model$take)
  without <- lapply(taken, function(one) {
    m <- fit(data[level != one, ])
    Vi <- as.matrix(vcov(m))
    change <- fixef(all) - fixef(m)
    c(list(level = one), lapply(numbers(m), unname), list(
      cooksDistance = drop(change %*% solve(V, change)) / p, dfbetas = unname(change / sqrt(diag(Vi))),
      covRatio = det(Vi) / det(V), covTrace = abs(sum(diag(solve(V, Vi))) - p)))
  })
  c(model, list(all = lapply(numbers(all), unname), without = without))
})
# Least squares: R's own measures.
linear <- lm(mpg ~ wt * gear, read("mtcars"))
ols <- list(data = "mtcars", formula = "mpg ~ wt * gear", cooksDistance = unname(cooks.distance(linear)),
            covRatio = unname(covratio(linear)), sigma = unname(influence(linear)$sigma))
write_json(list(mixed = results, ols = ols), file.path(here, "influence.json"), auto_unbox = TRUE, digits = 12)
