# R's side of compare.ts: answers one request per line of standard input ("load FILE", then "fit" or one of the
# tasks below) with one line on standard output. Every time starts with the model already in memory, except that of a fit.
suppressPackageStartupMessages({ library(nlme); library(lme4); library(lmerTest); library(pbkrtest) })

load_case <- function(path, anchor = "") {
  case <- jsonlite::fromJSON(path)
  spec <- if (is.null(case$spec)) case else case$spec
  data <- read.csv(file.path(dirname(path), spec$data), check.names = FALSE)
  for (name in names(spec$columns)) {
    if (spec$columns[[name]] %in% c("nominal", "ordinal", "id")) {
      levels <- spec$levels[[name]]
      data[[name]] <- if (is.null(levels)) factor(data[[name]]) else factor(data[[name]], levels = levels)
    }
  }
  if (anchor == "mmrm") return(list(call = mmrm_call(spec), data = data))
  if (!is.null(spec$residual)) return(list(call = gls_call(spec, data), data = data))
  # the call as a user writes it: lmer looks for the names of weights and offset in the data
  call <- list(quote(lme4::lmer), as.formula(spec$formula), data = as.name("data"), REML = spec$method == "REML")
  for (name in c("weights", "offset")) {
    if (!is.null(spec[[name]])) call[[name]] <- as.name(spec[[name]])
  }
  list(call = as.call(call), data = data)
}

# gls with the structure of a fit file: AR(1), or unstructured with a variance per occasion
gls_call <- function(spec, data) {
  residual <- spec$residual
  order <- as.formula(sprintf("~ as.integer(%s) | %s", residual$time, residual$subject))
  if (residual$structure == "un") order <- as.formula(sprintf("~ match(%1$s, sort(unique(%1$s))) | %2$s", residual$time, residual$subject))
  call <- list(quote(nlme::gls), as.formula(spec$formula), data = as.name("data"), method = spec$method,
               correlation = if (residual$structure == "un") corSymm(form = order) else corAR1(form = order),
               na.action = quote(na.omit))
  if (residual$structure == "un") call$weights <- varIdent(form = as.formula(paste("~ 1 |", residual$time)))
  as.call(call)
}

# mmrm where R has it; else what it computes, written again on TMB
mmrm_call <- function(spec) {
  residual <- spec$residual
  reml <- spec$method == "REML"
  if (has_mmrm) {
    name <- c(un = "us", ar1 = "ar1")[[residual$structure]]
    formula <- sprintf("%s + %s(%s | %s)", spec$formula, name, residual$time, residual$subject)
    return(as.call(list(quote(mmrm::mmrm), as.formula(formula), data = as.name("data"), reml = reml)))
  }
  as.call(list(quote(tmb_mmrm), as.formula(spec$formula), as.name("data"), residual, reml))
}

# mmrm's way: standard deviations 1 and no correlation to start with (AR(1): 0.45), gradient by automatic
# differentiation, L-BFGS-B, then the Hessian
tmb_mmrm <- function(formula, data, residual, reml) {
  data <- data[order(data[[residual$subject]], data[[residual$time]]), ]
  frame <- model.frame(formula, data)
  kept <- data[match(rownames(frame), rownames(data)), ]
  first <- which(!duplicated(kept[[residual$subject]]))
  visits <- nlevels(kept[[residual$time]])
  autoregressive <- residual$structure == "ar1"
  input <- list(Xy = cbind(model.matrix(formula, frame), model.response(frame)), visit = as.integer(kept[[residual$time]]) - 1L,
                first = first - 1L, rows = diff(c(first, nrow(frame) + 1L)), visits = visits,
                autoregressive = as.integer(autoregressive), reml = as.integer(reml))
  start <- if (autoregressive) c(0, 0.5) else rep(0, visits * (visits + 1) / 2)
  object <- TMB::MakeADFun(input, list(theta = start), DLL = "mmrm", silent = TRUE)
  found <- optim(object$par, object$fn, object$gr, method = "L-BFGS-B")
  stopifnot(found$convergence == 0)
  list(covariance = solve(object$he(found$par)), minus2LogLik = 2 * found$value, beta = object$report(found$par)$beta,
       evaluations = found$counts[["function"]], rows = nrow(frame))
}

has_mmrm <- requireNamespace("mmrm", quietly = TRUE)
prepare_mmrm <- function() {
  if (has_mmrm) return("mmrm")
  if (!requireNamespace("TMB", quietly = TRUE)) return("none")
  script <- sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))
  source <- file.path(tempdir(), "mmrm.cpp")
  file.copy(file.path(dirname(script), "mmrm.cpp"), source)
  # in a process of its own: make writes to standard output
  compile <- sprintf("TMB::compile('%s', flags = '-O2 -Wno-ignored-attributes')", source)
  system2("Rscript", c("--vanilla", "-e", shQuote(compile)), stdout = FALSE, stderr = FALSE)
  dyn.load(TMB::dynlib(file.path(tempdir(), "mmrm")))
  "TMB"
}

# rows used and evaluations of the criterion
described <- function(fitted) {
  if (is.list(fitted) && !is.null(fitted$evaluations)) return(sprintf("%d %d", fitted$rows, fitted$evaluations))
  sprintf("%d %d", nobs(fitted), if (is(fitted, "merMod")) fitted@optinfo$feval else 0L)
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
    answer(described(fitted))
  } else if (startsWith(request, "mmrm ")) {
    model <- load_case(substring(request, 6), "mmrm")
    fitted <- fit(model)
    answer(described(fitted))
  } else if (request == "prepare mmrm") {
    answer(prepare_mmrm())
  } else if (startsWith(request, "write ScotsSec ")) {
    # exam results of pupils in primary crossed with secondary schools (Paterson 1991)
    found <- requireNamespace("mlmRev", quietly = TRUE)
    if (found) write.csv(mlmRev::ScotsSec, substring(request, 16), row.names = FALSE)
    answer(found)
  } else if (startsWith(request, "write trial ")) {
    # 1,000 subjects at 10 visits, each of whom may stop after any visit
    set.seed(1)
    visits <- expand.grid(visit = 1:10, subject = 1:1000)
    arm <- rep(c("a", "b"), 500)
    base <- rnorm(1000)
    e <- replicate(1000, as.numeric(arima.sim(list(ar = 0.7), 10)) * seq(1, 1.5, length.out = 10) + rnorm(1))
    last <- pmin(10, 1 + rgeom(1000, 0.03))
    trial <- data.frame(subject = sprintf("s%04d", visits$subject), visit = sprintf("v%02d", visits$visit),
                        arm = arm[visits$subject], base = base[visits$subject],
                        y = round(10 + base[visits$subject] + 0.3 * visits$visit * (arm[visits$subject] == "b") + as.vector(e), 4))
    write.csv(trial[visits$visit <= last[visits$subject], ], substring(request, 13), row.names = FALSE)
    answer(TRUE)
  } else if (request == "fit") {
    answer(sprintf("%.3f", milliseconds(fit(model))))
  } else {
    answer(sprintf("%.3f", milliseconds(tasks[[request]](fitted))))
  }
}
