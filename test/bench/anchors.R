# R's side of compare.ts: answers one request per line of standard input ("load FILE", then "fit" or one of the
# tasks below) with one line on standard output. Every time starts with the model already in memory, except that of a fit.
suppressPackageStartupMessages({ library(nlme); library(lme4); library(lmerTest); library(pbkrtest) })

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
    answer(sprintf("%d %d", nobs(fitted), if (inherits(fitted, "gls")) 0L else fitted@optinfo$feval))
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
