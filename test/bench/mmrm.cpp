// What mmrm minimises, for TMB: the (restricted) likelihood of repeated measures given their covariance parameters, with
// the fixed effects by generalised least squares and one Cholesky factor per pattern of visits.
#include <TMB.hpp>

template <class Type>
matrix<Type> covariance_of_visits(const vector<Type>& theta, int visits, bool autoregressive) {
  matrix<Type> V(visits, visits);
  if (autoregressive) {
    Type variance = exp(2.0 * theta(0));
    Type rho = theta(1) / sqrt(1.0 + theta(1) * theta(1));
    for (int i = 0; i < visits; i++) {
      Type power = 1.0;
      for (int j = i; j < visits; j++, power *= rho) V(i, j) = V(j, i) = variance * power;
    }
    return V;
  }
  // Standard deviations (log) times a unit lower triangle.
  matrix<Type> C = matrix<Type>::Zero(visits, visits);
  int next = visits;
  for (int i = 0; i < visits; i++) {
    for (int j = 0; j < i; j++) C(i, j) = exp(theta(i)) * theta(next++);
    C(i, i) = exp(theta(i));
  }
  return C * C.transpose();
}

template <class Type>
Type objective_function<Type>::operator()() {
  DATA_MATRIX(Xy);               // n x (p + 1), sorted by subject and visit
  DATA_IVECTOR(visit);           // n, from 0
  DATA_IVECTOR(first);           // first row of each subject
  DATA_IVECTOR(rows);            // number of rows of each subject
  DATA_INTEGER(visits);
  DATA_INTEGER(autoregressive);
  DATA_INTEGER(reml);
  PARAMETER_VECTOR(theta);

  const int p = Xy.cols() - 1;
  const matrix<Type> V = covariance_of_visits(theta, visits, autoregressive == 1);
  std::map<std::vector<int>, matrix<Type>> factors;
  matrix<Type> A = matrix<Type>::Zero(p + 1, p + 1);
  Type log_det = 0.0;
  for (int i = 0; i < first.size(); i++) {
    std::vector<int> pattern(rows(i));
    for (int t = 0; t < rows(i); t++) pattern[t] = visit(first(i) + t);
    if (factors.find(pattern) == factors.end()) {
      matrix<Type> part(rows(i), rows(i));
      for (int s = 0; s < rows(i); s++) {
        for (int t = 0; t < rows(i); t++) part(s, t) = V(pattern[s], pattern[t]);
      }
      Eigen::LLT<Eigen::Matrix<Type, Eigen::Dynamic, Eigen::Dynamic>> cholesky(part);
      factors[pattern] = cholesky.matrixL();
    }
    const matrix<Type>& L = factors[pattern];
    matrix<Type> part = Xy.block(first(i), 0, rows(i), p + 1);
    matrix<Type> white = L.template triangularView<Eigen::Lower>().solve(part);
    matrix<Type> product = white.transpose() * white;
    A += product;
    for (int t = 0; t < rows(i); t++) log_det += log(L(t, t));
  }
  matrix<Type> XWX = A.block(0, 0, p, p);
  matrix<Type> XWy = A.block(0, p, p, 1);
  Eigen::LDLT<Eigen::Matrix<Type, Eigen::Dynamic, Eigen::Dynamic>> normal(XWX);
  matrix<Type> beta = normal.solve(XWy);
  Type quadratic = A(p, p) - (XWy.array() * beta.array()).sum();
  REPORT(beta);
  REPORT(XWX);
  int free = visit.size();
  Type result = log_det + 0.5 * quadratic;
  if (reml == 1) {
    free -= p;
    vector<Type> D = normal.vectorD();
    result += 0.5 * D.log().sum();
  }
  return result + 0.5 * free * log(2.0 * M_PI);
}
