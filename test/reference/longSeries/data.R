# Five series of a number of rows, as `longSeries` of longSeries.test.ts makes them: the same sequence of whole numbers in both.
longSeries <- function(nRows) {
  last <- 12345
  noise <- function() {
    last <<- (16807 * last) %% 2147483647
    last / 2147483647 - 0.5
  }
  rows <- vector("list", 5)
  for (s in 1:5) {
    own <- 4 * noise()
    slope <- 2 * noise()
    time <- 0
    e <- 0
    d <- data.frame(subject = rep(s, nRows), occasion = seq_len(nRows), time = 0, x = 0, u = 0, y = 0)
    for (t in seq_len(nRows)) {
      time <- time + 1 + noise()
      e <- 0.7 * e + noise()
      x <- noise()
      d$time[t] <- time
      d$x[t] <- x
      d$u[t] <- t / nRows
      d$y[t] <- 2 + 0.5 * x + own + (1 + slope) * (t / nRows) + e
    }
    rows[[s]] <- d
  }
  do.call(rbind, rows)
}
