# Means and contrasts by emmeans that the reference cases do not hold: every adjustment, own contrasts, an offset and
# covariates, an empty cell. Run in this folder: Rscript means.R
suppressMessages({library(emmeans); library(jsonlite); library(mvtnorm)})
data <- function(name) read.csv(paste0("../../../src-main/examples/data/", name, ".csv"))
cake <- within(data("cake"), { recipe <- factor(recipe); temperature <- factor(temperature) })
mtcars2 <- within(data("mtcars"), { gear <- factor(gear); cyl <- factor(cyl) })
models <- list(
  cake = lm(angle ~ recipe * temperature, cake),
  mtcars = lm(mpg ~ gear * wt + hp, mtcars2),
  emptyCell = lm(mpg ~ gear * cyl + wt, mtcars2))
# mvtnorm's usual error, 1e-3, would exceed the comparison's
set.seed(1)
tight <- GenzBretz(maxpts = 2e5, abseps = 2e-6)
# reference: the levels that ours names, where emmeans has a position
ask <- function(model, specs, method, adjust, ..., reference = NULL) {
  grid <- emmeans(models[[model]], as.formula(specs))
  con <- contrast(grid, method, adjust = adjust, ...)
  s <- as.data.frame(summary(con, infer = c(TRUE, TRUE)))
  m <- as.data.frame(summary(grid))
  if (adjust == "mvt") {
    R <- cov2cor(vcov(con)); df <- s$df[1]; k <- nrow(s)
    s$p.value <- sapply(abs(s$t.ratio), function(t) 1 - pmvt(rep(-t, k), rep(t, k), df = df, corr = R, algorithm = tight))
    cv <- uniroot(function(x) pmvt(rep(-x, k), rep(x, k), df = df, corr = R, algorithm = tight) - 0.95, c(1, 6), tol = 1e-5)$root
    s$lower.CL <- s$estimate - cv * s$SE; s$upper.CL <- s$estimate + cv * s$SE
  }
  if (adjust == "dunnettx") {
    # emmeans ends its search for the critical value at 5e-4: driven to the root here
    k <- nrow(s); df <- s$df[1]
    cv <- uniroot(function(x) emmeans:::.pdunnx(x, k, df) - 0.95, c(1, 6), tol = 1e-12)$root
    s$lower.CL <- s$estimate - cv * s$SE; s$upper.CL <- s$estimate + cv * s$SE
  }
  list(model = model, specs = specs, contrast = method, reference = reference, adjust = adjust,
    means = unname(apply(as.matrix(m[, c("emmean", "SE", "df", "lower.CL", "upper.CL")]), 1, as.list)),
    contrasts = lapply(seq_len(nrow(s)), function(i) list(label = as.character(s$contrast[i]), estimate = s$estimate[i],
      se = s$SE[i], df = s$df[i], t = s$t.ratio[i], p = s$p.value[i], lower = s$lower.CL[i], upper = s$upper.CL[i])))
}
own <- list(`first two against last` = c(0.5, 0.5, -1), `A against C` = c(1, 0, -1))
asked <- c(
  lapply(c("none", "tukey", "sidak", "bonferroni", "holm", "scheffe", "fdr", "mvt", "dunnettx"),
    function(a) ask("mtcars", "~ gear", "pairwise", a)),
  list(
    ask("cake", "~ temperature", "consec", "mvt"),
    ask("cake", "~ temperature", "trt.vs.ctrl1", "dunnettx"),
    ask("cake", "~ temperature", "trt.vs.ctrl1", "mvt"),
    ask("cake", "~ temperature", "pairwise", "tukey"),
    ask("cake", "~ temperature", "poly", "none"),
    ask("cake", "~ recipe | temperature", "eff", "fdr"),
    ask("cake", "~ temperature", "trt.vs.ctrl1", "mvt", ref = 3, reference = list("195")),
    ask("cake", "~ temperature * recipe", "trt.vs.ctrl1", "holm", ref = 8, reference = list("185", "B")),
    ask("cake", "~ recipe", own, "none"),
    ask("cake", "~ recipe", own, "holm"),
    ask("emptyCell", "~ gear | cyl", "consec", "none")))
tukey <- expand.grid(q = c(0.5, 2, 3.5, 6, 9), k = c(2, 3, 5, 12), df = c(2.5, 4, 10.5, 45, 1000, Inf))
tukey$p <- with(tukey, ptukey(q, k, df, lower.tail = FALSE))
write(toJSON(list(asked = asked, tukey = tukey), digits = NA, auto_unbox = TRUE, na = "null"), "means.json")
