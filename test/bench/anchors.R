# R's side of compare.ts: answers one request per line of standard input ("load FILE", then "fit" or one of the
# tasks below) with one line on standard output. Every time starts with the model already in memory, except that of a fit.
suppressPackageStartupMessages({ library(lme4); library(lmerTest); library(pbkrtest) })

load_case <- function(path) {
  case <- jsonlite::fromJSON(path)
  spec <- if (is.null(case$spec)) case else case$spec
  data <- read.csv(file.path(dirname(path), spec$data), check.names = FALSE)
  for (name in names(spec$columns)) {
    if (spec$columns[[name]] %in% c("nominal", "ordinal", "id")) {
      levels <- spec$levels[[name]]
      data[[name]] <- if (is.null(levels)) factor(data[[name]]) else factor(data[[name]], levels = levels)
    }
  }
  # the call as a user writes it: lmer looks for the names of weights and offset in the data
  call <- list(quote(lme4::lmer), as.formula(spec$formula), data = as.name("data"), REML = spec$method == "REML")
  for (name in c("weights", "offset")) {
    if (!is.null(spec[[name]])) call[[name]] <- as.name(spec[[name]])
  }
  list(call = as.call(call), data = data)
}

fit <- function(model) suppressWarnings(suppressMessages(eval(model$call, list(data = model$data))))

tasks <- list(
  # what lmerTest adds to a fit: derivatives, the table of coefficients, the F tests
  satterthwaite = function(model) {
    tested <- as_lmerModLmerTest(model)
    list(summary(tested)$coefficients, anova(tested))
  },
  # one F test of all predictors: it needs the adjusted covariance matrix, nearly all of the work, once
  kenwardRoger = function(model) {
    p <- length(fixef(model))
    KRmodcomp(model, diag(p)[-1, , drop = FALSE])
  },
  # a tenth of the replicates, or this would be most of the run; compare.ts scales the time
  bootstrap = function(model) {
    bootMer(model, function(refit) c(getME(refit, "theta"), sigma(refit), fixef(refit)), nsim = 100, seed = 1)
  },
  profile = function(model) confint(model, method = "profile")
)

milliseconds <- function(expression) {
  gc()
  start <- Sys.time()
  suppressWarnings(suppressMessages(force(expression)))
  as.numeric(Sys.time() - start, units = "secs") * 1000
}

answer <- function(...) {
  cat(..., "\n", sep = "")
  flush(stdout())
}

versions <- sapply(c("lme4", "lmerTest", "pbkrtest"), function(name) paste(name, packageVersion(name)))
answer(paste(c(paste("R", getRversion()), versions, basename(extSoftVersion()["BLAS"])), collapse = ", "))
requests <- file("stdin", "r")
while (length(request <- readLines(requests, 1)) == 1) {
  if (startsWith(request, "load ")) {
    model <- load_case(substring(request, 6))
    fitted <- fit(model)
    answer(sprintf("%d %d", nobs(fitted), fitted@optinfo$feval))
  } else if (startsWith(request, "write ScotsSec ")) {
    # exam results of pupils in primary crossed with secondary schools (Paterson 1991)
    found <- requireNamespace("mlmRev", quietly = TRUE)
    if (found) write.csv(mlmRev::ScotsSec, substring(request, 16), row.names = FALSE)
    answer(found)
  } else if (request == "fit") {
    answer(sprintf("%.3f", milliseconds(fit(model))))
  } else {
    answer(sprintf("%.3f", milliseconds(tasks[[request]](fitted))))
  }
}
