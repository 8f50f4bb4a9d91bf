# Writes intervals.json: percentile and basic intervals of boot.ci (R's package boot, which confint() of lme4's bootMer
# calls) for given replicates. Usage: Rscript intervals.R   (R 4.2.2, boot 1.3-28, jsonlite)
suppressMessages({ library(boot); library(jsonlite) })
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
replicates <- round(1e4 * (sin(1:199) + cos((1:199)^2 / 7))) / 1e4
ends <- function(count, level, missing = integer(0)) {
  values <- replicates[1:count]
  values[missing] <- NA
  kept <- values[!is.na(values)]
  object <- list(t0 = 0.3, t = matrix(kept), R = length(kept), call = quote(boot()), sim = "parametric")
  class(object) <- "boot"
  ci <- boot.ci(object, conf = level, type = c("perc", "basic"), t0 = 0.3, t = kept)
  list(count = count, missing = missing - 1L, level = level, percentile = ci$percent[4:5], basic = ci$basic[4:5],
       bias = mean(kept) - 0.3, se = sd(kept))
}
cases <- list(ends(199, 0.95), ends(199, 0.9), ends(150, 0.95), ends(120, 0.8, c(3L, 77L, 120L)), ends(39, 0.95))
write(toJSON(list(estimate = 0.3, replicates = replicates, cases = cases), digits = I(15), auto_unbox = TRUE),
      file.path(here, "intervals.json"))
