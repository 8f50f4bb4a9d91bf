# Reference values for the model frame: design matrices of R and random terms of lme4.
# Run in this folder: LC_ALL=C.UTF-8 Rscript r-model-matrix.R && npx prettier --write r-model-matrix.json
# Made with R 4.2.2 and lme4 1.1-31.
suppressMessages(library(lme4))
options(na.action = "na.omit")

read <- function(file, factors, order = list()) {
  d <- read.csv(file.path("../../../../src-main/examples/data", file), stringsAsFactors = FALSE)
  for (f in factors) d[[f]] <- if (is.null(order[[f]])) factor(d[[f]]) else factor(d[[f]], levels = order[[f]])
  d
}
# crossed and unbalanced, with missing values, an unused level and awkward names
mixed <- expand.grid(a = c("p", "q"), b = c("r", "s", "t"), c = 1:4, k = 1:2, stringsAsFactors = FALSE)
i <- seq_len(nrow(mixed))
mixed <- data.frame(
  y = (i * 37) %% 23 + 0.5, x = (i * 7) %% 10 + 1, z = (i * 11) %% 13 - 6,
  a = factor(mixed$a), b = factor(mixed$b, levels = c("t", "r", "s", "unused")), c = factor(mixed$c),
  num = c(10, 100000, 0.5)[(i %/% 5) %% 3 + 1], ord = factor(c("low", "mid", "high")[i %% 3 + 1], levels = c("low", "mid", "high")),
  "my f" = factor(c("u v", "w")[(i %/% 3) %% 2 + 1]), "α <b>" = i / 8, check.names = FALSE
)
mixed$x[5] <- NA
mixed$a[11] <- NA
mixed$y[20] <- NA

data <- list(
  cake = read("cake.csv", c("replicate", "recipe", "temperature")),
  mtcars = read("mtcars.csv", c("gear")),
  machines = read("machines.csv", c("Worker", "Machine")),
  pastes = read("pastes.csv", c("batch", "cask", "sample")),
  sleepstudy = read("sleepstudy.csv", c("Subject")),
  mixed = mixed
)

cases <- list(
  list("cake", angle ~ recipe * temperature + (1 | recipe:replicate)),
  list("cake", angle ~ 0 + recipe + temp + (1 | replicate/recipe)),
  list("cake", angle ~ recipe:temperature),
  list("mtcars", mpg ~ wt * gear + hp),
  list("mtcars", log(mpg) ~ log(hp) + I(wt^2) + I(-(wt - 3)/2) + sqrt(disp):gear),
  list("machines", score ~ Machine + (Machine | Worker)),
  list("machines", score ~ Machine + (0 + Machine | Worker) + (1 | Worker:Machine)),
  list("pastes", strength ~ 1 + (1 | batch/cask)),
  list("sleepstudy", Reaction ~ Days + (Days || Subject)),
  list("sleepstudy", Reaction ~ Days + (0 + Days | Subject)),
  list("mixed", y ~ a * b * c),
  list("mixed", y ~ x:a + a:b + b),
  list("mixed", y ~ 0 + x:a + b),
  list("mixed", y ~ 0 + x + x:a + x:b),
  list("mixed", y ~ (a + b + x)^2 - a:b + z:x),
  list("mixed", y ~ a/(b + x)),
  list("mixed", y ~ b:a + `my f`/x),
  list("mixed", y ~ `α <b>` * `my f` + log(`α <b>` + 1) + (1 | `my f`) + (1 | `my f`:a)),
  list("mixed", y ~ x + (1 | a/b/`my f`)),
  list("mixed", y ~ x + (a || num) + (1 | c)),
  list("mixed", y ~ 1 + (1 | a) + (1 | b) + (1 | num)),
  list("mixed", y ~ ord - 1 + (1 | b) + (1 | a) + (x | num)),
  list("mixed", y ~ exp(z/10) + (a:b | c) + (0 + I(x^2) | b))
)

describe <- function(case) {
  d <- data[[case[[1]]]]
  f <- case[[2]]
  random <- length(findbars(f)) > 0
  fixed <- nobars(f)
  if (random) {
    l <- lFormula(f, d, control = lmerControl(
      check.nobs.vs.nRE = "ignore", check.nobs.vs.nlev = "ignore", check.rankX = "ignore", check.scaleX = "ignore"
    ))
    X <- l$X
    fr <- l$fr
    re <- l$reTrms
    groups <- lapply(seq_along(re$cnms), function(t) {
      ff <- re$flist[[attr(re$flist, "assign")[t]]]
      # Z' of the term: (levels x k) rows; its columns hold z of each observation at its level
      Zt <- as.matrix(re$Ztlist[[t]])
      k <- length(re$cnms[[t]])
      Z <- sapply(seq_len(k), function(j) {
        sapply(seq_along(ff), function(i) Zt[(as.integer(ff)[i] - 1) * k + j, i])
      })
      list(group = names(re$cnms)[t], levels = levels(ff), codes = as.integer(ff) - 1L,
           names = as.list(re$cnms[[t]]), zSums = as.list(colSums(Z * seq_along(ff))))
    })
  } else {
    fr <- model.frame(fixed, d, drop.unused.levels = TRUE)
    X <- model.matrix(fixed, fr)
    groups <- list()
  }
  tt <- terms(fixed)
  rows <- unique(c(1, 2, 7, nrow(X) %/% 2, nrow(X)))
  list(
    data = case[[1]], formula = paste(deparse(f, width.cutoff = 500), collapse = " "),
    n = nrow(X), terms = as.list(attr(tt, "term.labels")), order = as.list(attr(tt, "order")),
    names = as.list(colnames(X)), assign = as.list(attr(X, "assign")),
    rows = rows - 1, X = unname(X)[rows, , drop = FALSE],
    # weighted by row number, so that rows in another order show
    sums = as.list(unname(colSums(X * seq_len(nrow(X))))),
    ySum = sum(fr[[1]] * seq_len(nrow(X))),
    random = groups, nTheta = if (random) length(re$theta) else 0
  )
}

columns <- lapply(mixed, function(x) {
  if (is.factor(x)) list(levels = levels(x), codes = ifelse(is.na(x), -1L, as.integer(x) - 1L)) else list(values = x)
})
out <- list(mixed = columns, factors = lapply(data[names(data) != "mixed"], function(d) {
  f <- Filter(is.factor, d)
  lapply(f, levels)
}), cases = lapply(cases, describe))
writeLines(jsonlite::toJSON(out, auto_unbox = TRUE, digits = NA, na = "null"), "r-model-matrix.json")
