# Kenward-Roger beyond the reference cases, by pbkrtest and lmerTest: Rscript kenwardRoger.R > kenwardRoger.json
# (in this folder; R 4.2.2, lme4 1.1-31, lmerTest 3.1-3, pbkrtest 0.5.2).
suppressPackageStartupMessages({ library(lmerTest); library(jsonlite) })
options(contrasts = c("contr.treatment", "contr.poly"))
tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 0.02, rhoend = 1e-9, maxfun = 1e5),
                     boundary.tol = 1e-7, calc.derivs = FALSE, check.conv.singular = "ignore")

numbers <- function(model, terms = names(fixef(model))) {
  p <- length(fixef(model))
  rows <- lapply(seq_len(p), function(j) {
    row <- contest1D(model, diag(p)[j, ], ddf = "Kenward-Roger")
    list(term = terms[j], estimate = row$Estimate, se = row$`Std. Error`, df = row$df, t = row$`t value`, p = row$`Pr(>|t|)`)
  })
  list(minus2LogLik = -2 * as.numeric(logLik(model)), singular = isSingular(model), fixed = rows,
       vcov = unname(as.matrix(pbkrtest::vcovAdj(model))))
}

tests <- function(model, type) {
  table <- anova(model, type = type, ddf = "Kenward-Roger")
  lapply(seq_len(nrow(table)), function(i) list(
    term = rownames(table)[i], numDf = table$NumDF[i], denDf = table$DenDF[i],
    F = table$`F value`[i], p = table$`Pr(>F)`[i]))
}

case <- function(name, data, formula) {
  # levels in the order in which they appear
  data[] <- lapply(data, function(x) if (is.factor(x)) factor(as.character(x), unique(as.character(x))) else x)
  model <- lmer(formula, data, control = tight)
  c(list(name = name, formula = deparse1(formula), data = as.list(data)), numbers(model),
    list(anova1 = tests(model, 1), anova2 = tests(model, 2), anova3 = tests(model, 3)))
}

set.seed(7)
penicillin <- lme4::Penicillin
penicillin$x <- round(rnorm(nrow(penicillin)), 3)
pastes <- transform(lme4::Pastes, x = round(rnorm(60), 3))[-c(3, 4, 17, 18, 30, 59), ]
oats <- as.data.frame(nlme::Oats)
oats <- data.frame(yield = oats$yield, nitro = factor(oats$nitro), Variety = oats$Variety,
                   Block = factor(oats$Block, ordered = FALSE))[-c(2, 11, 12, 31, 40, 55, 56, 57), ]
growth <- lme4::sleepstudy[sample(180, 120), ]
growth$group <- factor(ifelse(as.integer(growth$Subject) %% 3 == 0, "b", "a"))
growth <- growth[order(growth$Subject, growth$Days), ]
ratings <- expand.grid(item = factor(sprintf("i%02d", 1:9)), subject = factor(sprintf("s%02d", 1:14)))[-(sample(126, 20)), ]
ratings$cond <- factor(c("a", "b", "c")[1 + (as.integer(ratings$item) + as.integer(ratings$subject)) %% 3])
ratings$z <- round(rnorm(nrow(ratings)), 3)
ratings$y <- round(10 + as.integer(ratings$cond) * 0.4 + rnorm(14)[ratings$subject] + (0.5 + rnorm(14, 0, 0.6)[ratings$subject]) * ratings$z +
                     rnorm(9, 0, 0.8)[ratings$item] + rnorm(nrow(ratings)), 3)
flat <- data.frame(g = factor(rep(sprintf("g%02d", 1:8), each = 5)), x = rep(0:4, 8))
flat$y <- round(5 + 2 * flat$x + rnorm(8)[flat$g] * 1.5 + rnorm(40), 3)

weighted <- read.csv("../../../src-main/examples/data/sleepstudy-weights.csv")[c("Reaction", "Days", "Subject", "w")]
weighted$Subject <- factor(weighted$Subject)
# pbkrtest 0.5.2 takes the residual covariance for sigma^2 I whatever the weights; with every row multiplied by the
# root of its weight the same model has equal residual variances.
root <- sqrt(weighted$w)
scaled <- data.frame(y = weighted$Reaction * root, one = root, Days = weighted$Days * root, Subject = weighted$Subject)
weights_model <- lmer(y ~ 0 + one + Days + (0 + one + Days | Subject), scaled, control = tight)
weights_case <- c(list(name = "weights", formula = "Reaction ~ Days + (Days | Subject)",
                       weights = "w", data = as.list(weighted)),
                  numbers(weights_model, c("(Intercept)", "Days")))
weights_case$minus2LogLik <- weights_case$minus2LogLik - sum(log(weighted$w))

cases <- list(
  case("crossed with a covariate", penicillin, diameter ~ x + (1 | plate) + (1 | sample)),
  case("nested and unbalanced", pastes, strength ~ x + (1 | batch/cask)),
  case("split plot with missing cells", oats, yield ~ nitro * Variety + (1 | Block/Variety)),
  case("slopes, unbalanced", growth, Reaction ~ group * Days + (Days | Subject)),
  case("slopes within a crossed design", ratings, y ~ cond + z + (z | subject) + (1 | item)),
  case("singular: no variance", lme4::Dyestuff2, Yield ~ 1 + (1 | Batch)),
  case("singular: correlation at its limit", flat, y ~ x + (x | g)),
  weights_case)
cat(toJSON(cases, digits = 12, auto_unbox = TRUE, pretty = FALSE, factor = "string"), "\n", sep = "")
