# Values of nlme for random effects beside series of 500 rows (of 2,500 it had not ended after five minutes of processor time): run in this folder,
#   Rscript nlme.R > nlme.json
# The data are those of `longSeries` in longSeries.test.ts: the same sequence of whole numbers in both.
library(nlme)

source("data.R")
data <- longSeries(500)

tight <- lmeControl(opt = "nlminb", tolerance = 1e-12, msTol = 1e-14, msMaxIter = 500, maxIter = 500, niterEM = 30, returnObject = TRUE)
fits <- list(
  ar1 = lme(y ~ x + u, data, ~ 1 | subject, corAR1(form = ~ occasion | subject), control = tight),
  car1 = lme(y ~ x + u, data, ~ u | subject, corCAR1(form = ~ time | subject), method = "ML", control = tight)
)
describe <- function(fit) {
  number <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
  D <- as.matrix(getVarCov(fit))
  sprintf(
    '"minus2LogLik": %.17g, "sigma": %.17g, "estimate": %s, "se": %s, "correlation": %.17g, "sd": %s',
    -2 * as.numeric(logLik(fit)), fit$sigma, number(fixef(fit)), number(sqrt(diag(vcov(fit)))),
    coef(fit$modelStruct$corStruct, unconstrained = FALSE), number(sqrt(diag(D)))
  )
}
cat("{\n", paste(sprintf('  "%s": {%s}', names(fits), sapply(fits, describe)), collapse = ",\n"), "\n}\n", sep = "")
