# Fits one case file with lme4 as often as it is asked to. Started by against-lme4.ts: one line per request
# on standard input ("load FILE" or "fit"), one answer per line on standard output.
suppressPackageStartupMessages(library(lme4))

load_case <- function(path) {
  spec <- jsonlite::fromJSON(path)$spec
  data <- read.csv(file.path(dirname(path), spec$data), check.names = FALSE)
  for (name in names(spec$columns)) {
    if (spec$columns[[name]] %in% c("nominal", "ordinal", "id")) {
      data[[name]] <- factor(data[[name]], levels = spec$levels[[name]])
    }
  }
  # the call as a user writes it: lmer looks for the names of weights and offset in the data
  call <- list(as.name("lmer"), as.formula(spec$formula), data = as.name("data"), REML = spec$method == "REML")
  for (name in c("weights", "offset")) {
    if (!is.null(spec[[name]])) call[[name]] <- as.name(spec[[name]])
  }
  list(call = as.call(call), data = data)
}

milliseconds <- function(model) {
  data <- model$data
  gc()
  start <- Sys.time()
  fit <- suppressWarnings(suppressMessages(eval(model$call)))
  time <- as.numeric(Sys.time() - start, units = "secs") * 1000
  sprintf("%.3f %d %d", time, nobs(fit), fit@optinfo$feval)
}

answer <- function(...) {
  cat(..., "\n", sep = "")
  flush(stdout())
}

answer(sprintf("R %s, lme4 %s, BLAS %s", getRversion(), packageVersion("lme4"), extSoftVersion()["BLAS"]))
requests <- file("stdin", "r")
while (length(line <- readLines(requests, 1)) == 1) {
  if (startsWith(line, "load ")) {
    model <- load_case(substring(line, 6))
    answer("loaded")
  } else {
    answer(milliseconds(model))
  }
}
