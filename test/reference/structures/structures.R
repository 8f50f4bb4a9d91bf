# The comparisons of residual structures that structures.test.ts expects: nlme::gls, tight settings.
# Rscript structures.R > structures.json
suppressMessages({library(nlme); library(jsonlite)})
data <- file.path("..", "..", "..", "src-main", "examples", "data")

orthodont <- read.csv(file.path(data, "orthodont.csv"))
orthodont$Subject <- factor(orthodont$Subject)
orthodont$Sex <- factor(orthodont$Sex)
orthodont$visit <- as.integer(factor(orthodont$age))
control <- glsControl(tolerance = 1e-10, msTol = 1e-12, maxIter = 500, msMaxIter = 500)
structures <- list(
  iid = list(),
  diag = list(weights = varIdent(form = ~ 1 | visit)),
  cs = list(correlation = corCompSymm(form = ~ 1 | Subject)),
  csh = list(correlation = corCompSymm(form = ~ 1 | Subject), weights = varIdent(form = ~ 1 | visit)),
  ar1 = list(correlation = corAR1(form = ~ visit | Subject)),
  arh1 = list(correlation = corAR1(form = ~ visit | Subject), weights = varIdent(form = ~ 1 | visit)),
  car1 = list(correlation = corCAR1(form = ~ age | Subject)),
  arma11 = list(correlation = corARMA(form = ~ visit | Subject, p = 1, q = 1)),
  un = list(correlation = corSymm(form = ~ visit | Subject), weights = varIdent(form = ~ 1 | visit))
)
# nobs of summary(fit)$BIC: rows by ML, rows less coefficients by REML.
by_gls <- function(method) lapply(structures, function(structure) {
  fit <- do.call(gls, c(list(distance ~ age * Sex, data = orthodont, method = method, control = control), structure))
  list(minus2LogLik = -2 * as.numeric(logLik(fit)), aic = AIC(fit), bic = BIC(fit),
       estimate = unname(coef(fit)[4]), se = sqrt(diag(vcov(fit)))[[4]])
})

cat(toJSON(list(REML = by_gls("REML"), ML = by_gls("ML")), auto_unbox = TRUE, digits = 12, pretty = TRUE), "\n", sep = "")
