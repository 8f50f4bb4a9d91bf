# Reference values of linear models and of type I to III hypotheses: writes ols.json.
# Usage: Rscript ols.R    (R 4.2.2, lmerTest 3.1-3, car 3.1-1)
#
# F of type III is SAS's: the hypotheses of lmerTest (taken from a mixed model with the same fixed part), tested
# in the linear model. emmeans::joint_tests and car::Anova use other definitions where a factor interacts with a
# covariate.
suppressMessages({ library(lmerTest); library(car); library(jsonlite) })
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
data <- read.csv(file.path(here, "cells.csv"), stringsAsFactors = TRUE)
cars <- read.csv(file.path(here, "../../../src-main/examples/data/mtcars.csv"))
cars$gear <- factor(cars$gear)

wald <- function(L, fit) {
  beta <- coef(fit)[!is.na(coef(fit))]
  stopifnot(identical(colnames(L), names(beta)))
  if (nrow(L) == 0) return(list(numDf = 0L))
  decomposition <- qr(t(L))
  L <- L[decomposition$pivot[seq_len(decomposition$rank)], , drop = FALSE]
  d <- L %*% beta
  list(numDf = nrow(L), F = drop(t(d) %*% solve(L %*% vcov(fit, complete = FALSE) %*% t(L), d)) / nrow(L))
}
lmer_tests <- function(formula, data, type, fit) {
  mixed <- suppressMessages(suppressWarnings(
    lmerTest::lmer(update(formula, . ~ . + (1 | cluster)), data)))
  L <- suppressMessages(attr(anova(mixed, type = type), "hypotheses"))
  lapply(names(L), function(term) c(list(term = term), wald(L[[term]], fit)))
}
whole <- function(fit) {
  s <- summary(fit)
  list(coefficients = lapply(rownames(s$coefficients), function(term)
         list(term = term, estimate = s$coefficients[term, 1], se = s$coefficients[term, 2])),
       sigma = s$sigma, r2 = s$r.squared, adjR2 = s$adj.r.squared, F = unname(s$fstatistic[1]),
       numDf = unname(s$fstatistic[2]), deviance = deviance(fit), logLik = as.numeric(logLik(fit)),
       aic = AIC(fit), bic = BIC(fit),
       fitted = unname(head(fitted(fit), 3)), residuals = unname(head(resid(fit), 3)))
}
table <- function(a) lapply(head(rownames(a), -1), function(term)
  list(term = term, sumSq = a[term, "Sum Sq"], numDf = a[term, "Df"], F = a[term, grep("^F", names(a))]))

full <- function(formula) {
  fit <- lm(formula, data)
  list(formula = deparse1(formula), aliased = names(coef(fit))[is.na(coef(fit))],
       type1 = lmer_tests(formula, data, 1, fit), type2 = lmer_tests(formula, data, 2, fit),
       type3 = lmer_tests(formula, data, 3, fit))
}
formulas <- list(y ~ a * b, y ~ a * x, y ~ a * b * x, y ~ a * b + x + twice, y ~ a * c, y ~ a:b, y ~ 0 + a + b,
                 y ~ 0 + a * b, y ~ a)

# Where a term codes a factor in full because a margin is missing, lmerTest overlooks that it contains others: the
# hypotheses of SAS written out.
averaged <- function(formula, term, L) {
  fit <- lm(formula, data)
  colnames(L) <- names(coef(fit))
  c(list(formula = deparse1(formula), term = term), wald(L, fit))
}

weighted <- lm(y ~ a * b + x, data, weights = w)
anchored <- lm(y ~ 0 + a + x, data, weights = w)
shifted <- lm(I(y - known) ~ a + x, data)
mt <- lm(mpg ~ wt * gear + hp, cars)
cars$cluster <- rep_len(1:4, nrow(cars))
out <- list(
  hypotheses = lapply(formulas, full),
  written = list(
    averaged(y ~ x + a:x, "x", rbind(c(0, 1, 1 / 3, 1 / 3))),
    averaged(y ~ b / a, "b", rbind(c(0, 1, -1 / 3, 1 / 3, -1 / 3, 1 / 3)))),
  weighted = c(whole(weighted), list(type1 = table(anova(weighted)), type2 = table(Anova(weighted, type = 2)))),
  noIntercept = c(whole(anchored), list(type1 = table(anova(anchored)))),
  offset = whole(shifted),
  mtcarsType3 = lmer_tests(mpg ~ wt * gear + hp, cars, 3, mt)
)
write(toJSON(out, auto_unbox = TRUE, digits = 15, pretty = TRUE), file.path(here, "ols.json"))
