# R's side of compare.ts: answers one request per line of standard input ("load FILE" or "mmrm FILE", then "fit" or one of
# the tasks below) with one line on standard output. Every time starts with the fitted model in memory, except that of a fit.
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
  if (anchor == "mmrm") return(list(call = mmrm_call(spec), kenward_roger = mmrm_call(spec, "Kenward-Roger"), data = data))
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
mmrm_call <- function(spec, method = "Satterthwaite") {
  residual <- spec$residual
  reml <- spec$method == "REML"
  if (has_mmrm) {
    name <- c(un = "us", ar1 = "ar1")[[residual$structure]]
    formula <- sprintf("%s + %s(%s | %s)", spec$formula, name, residual$time, residual$subject)
    return(as.call(list(quote(mmrm::mmrm), as.formula(formula), data = as.name("data"), reml = reml, method = method)))
  }
  as.call(list(quote(tmb_mmrm), as.formula(spec$formula), as.name("data"), residual, reml, method))
}

# mmrm's way: standard deviations 1 and no correlation to start with (AR(1): 0.45), gradient by automatic
# differentiation, L-BFGS-B, then the Hessian
tmb_mmrm <- function(formula, data, residual, reml, method) {
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
  report <- object$report(found$par)
  fitted <- list(theta = found$par, covariance = solve(object$he(found$par)), minus2LogLik = 2 * found$value,
                 beta = report$beta, vcov = solve(report$XWX), evaluations = found$counts[["function"]], rows = nrow(frame))
  if (method == "Kenward-Roger") c(fitted, tmb_kenward_roger(fitted, input)) else fitted
}

# adjusted covariance and df of all coefficients of an unstructured fit (Kenward and Roger 1997, eqs. 3 to 8) as mmrm
# computes them: sums over subjects in C++, over pairs of parameters in R, the latter for each coefficient
tmb_kenward_roger <- function(fitted, input) {
  Phi <- fitted$vcov
  W <- fitted$covariance
  p <- ncol(Phi)
  k <- ncol(W)
  parts <- .Call("kenward_roger_parts", input$Xy[, 1:p], input$visit, input$first, input$rows, fitted$theta, input$visits)
  P <- lapply(seq_len(k), function(i) parts$P[, , i])
  inner <- matrix(0, p, p)
  for (i in seq_len(k)) {
    for (j in seq_len(k)) {
      pair <- (i - 1) * k + j
      inner <- inner + W[i, j] * (parts$Q[, , pair] - P[[i]] %*% Phi %*% P[[j]] - parts$R[, , pair] / 4)
    }
  }
  df <- sapply(seq_len(p), function(at) {
    row <- as.numeric(seq_len(p) == at)
    Theta <- tcrossprod(row) / Phi[at, at]
    M <- lapply(P, function(Pi) Theta %*% Phi %*% Pi %*% Phi)
    # of one row A_1 = A_2, and the df come to 2 / A_2
    A_2 <- 0
    for (i in seq_len(k)) for (j in seq_len(k)) A_2 <- A_2 + W[i, j] * sum(diag(M[[i]] %*% M[[j]]))
    2 / A_2
  })
  list(adjusted = Phi + 2 * Phi %*% inner %*% Phi, df = df)
}

has_mmrm <- requireNamespace("mmrm", quietly = TRUE)
prepare_mmrm <- function() {
  if (has_mmrm) return("mmrm")
  if (!requireNamespace("TMB", quietly = TRUE)) return("none")
  script <- sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))
  file.copy(file.path(dirname(script), c("mmrm.cpp", "kenwardRoger.cpp")), tempdir())
  # without checks of bounds, as packages are; in processes of their own: make writes to standard output
  compile <- sprintf("setwd('%s'); TMB::compile('mmrm.cpp', flags = '-O2 -Wno-ignored-attributes', safebounds = FALSE)", tempdir())
  system2("Rscript", c("--vanilla", "-e", shQuote(compile)), stdout = FALSE, stderr = FALSE)
  flags <- sprintf("PKG_CPPFLAGS='-DNDEBUG -I%s'", system.file("include", package = "RcppEigen"))
  system2("R", c("CMD", "SHLIB", file.path(tempdir(), "kenwardRoger.cpp")), env = flags, stdout = FALSE, stderr = FALSE)
  for (name in c("mmrm", "kenwardRoger")) dyn.load(TMB::dynlib(file.path(tempdir(), name)))
  "TMB"
}

# rows used and evaluations of the criterion
described <- function(fitted) {
  if (is.list(fitted) && !is.null(fitted$evaluations)) return(sprintf("%d %d", fitted$rows, fitted$evaluations))
  sprintf("%d %d", nobs(fitted), if (is(fitted, "merMod")) fitted@optinfo$feval else 0L)
}

fit <- function(model) suppressWarnings(suppressMessages(eval(model$call, list(data = model$data))))

# with mmrm's summary, which has the df; its stand-in has computed them
fit_with_kenward_roger <- function(model) {
  fitted <- eval(model$kenward_roger, list(data = model$data))
  if (has_mmrm) summary(fitted) else fitted
}

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
  } else if (request == "fitWithKenwardRoger") {
    answer(sprintf("%.3f", milliseconds(fit_with_kenward_roger(model))))
  } else {
    answer(sprintf("%.3f", milliseconds(tasks[[request]](fitted))))
  }
}
