// What mmrm computes for Kenward-Roger with an unstructured covariance V: for parameters i, j the sums over subjects
//
//   P_i = X' (dV^-1)_i X,   Q_ij = X' (dV^-1)_i V (dV^-1)_j X,   R_ij = X' V^-1 (d2V)_ij V^-1 X
//
// (Kenward & Roger 1997, section 2), subject by subject and pair by pair as mmrm forms them, from matrices that are kept
// for each pattern of visits. V = L L', the parameters are log standard deviations and the elements of a unit triangle.
#include <cmath>
#include <map>
#include <vector>
#include <Eigen/Dense>
#include <Rinternals.h>

typedef Eigen::MatrixXd Matrix;

struct Covariance {
  Matrix V, inverse;
  std::vector<Matrix> second;               // k x k, one after the other
  std::vector<Matrix> first, inverse_first; // k

  Covariance part(const std::vector<int>& seen) const {
    auto cut = [&](const Matrix& full) {
      Matrix own(seen.size(), seen.size());
      for (size_t s = 0; s < seen.size(); s++)
        for (size_t t = 0; t < seen.size(); t++) own(t, s) = full(seen[t], seen[s]);
      return own;
    };
    Covariance own;
    own.V = cut(V);
    for (const Matrix& full : first) own.first.push_back(cut(full));
    for (const Matrix& full : second) own.second.push_back(cut(full));
    own.invert();
    return own;
  }

  void invert() {
    inverse = V.inverse();
    for (const Matrix& d : first) inverse_first.push_back(-inverse * d * inverse);
  }
};

Covariance covariance_at(const double* theta, int visits) {
  const int k = visits * (visits + 1) / 2;
  Matrix L = Matrix::Zero(visits, visits);
  // Derivatives of L: a row for its standard deviation, an element for itself.
  std::vector<Matrix> dL(k, L);
  std::vector<int> row(k), column(k, -1);
  for (int i = 0, next = visits; i < visits; i++) {
    const double sd = std::exp(theta[i]);
    L(i, i) = sd;
    row[i] = i;
    for (int j = 0; j < i; j++, next++) {
      L(i, j) = sd * theta[next];
      dL[next](i, j) = sd;
      row[next] = i;
      column[next] = j;
    }
    dL[i].row(i) = L.row(i);
  }
  Covariance at;
  at.V = L * L.transpose();
  for (int a = 0; a < k; a++) {
    const Matrix half = dL[a] * L.transpose();
    at.first.push_back(half + half.transpose());
    for (int b = 0; b < k; b++) {
      // The second derivative of L: within a row, by its standard deviation and what it multiplies.
      Matrix half = dL[a] * dL[b].transpose();
      if (row[a] == row[b] && column[a] < 0) half += dL[b] * L.transpose();
      else if (row[a] == row[b] && column[b] < 0) half += dL[a] * L.transpose();
      at.second.push_back(half + half.transpose());
    }
  }
  at.invert();
  return at;
}

static SEXP as_array(const std::vector<Matrix>& parts, int p) {
  SEXP all = Rf_alloc3DArray(REALSXP, p, p, parts.size());
  for (size_t i = 0; i < parts.size(); i++) Eigen::Map<Matrix>(REAL(all) + i * p * p, p, p) = parts[i];
  return all;
}

// design: n x p, by subject and visit; visit: from 0; first, rows: of each subject
extern "C" SEXP kenward_roger_parts(SEXP design, SEXP visit, SEXP first, SEXP rows, SEXP parameters, SEXP visits) {
  const Eigen::Map<const Matrix> X(REAL(design), Rf_nrows(design), Rf_ncols(design));
  const int p = X.cols();
  const int k = Rf_length(parameters);
  const Covariance whole = covariance_at(REAL(parameters), Rf_asInteger(visits));
  std::map<std::vector<int>, Covariance> patterns;
  std::vector<Matrix> P(k, Matrix::Zero(p, p));
  std::vector<Matrix> Q(k * k, P[0]), R(k * k, P[0]);
  for (int subject = 0; subject < Rf_length(first); subject++) {
    const int from = INTEGER(first)[subject];
    const int m = INTEGER(rows)[subject];
    const std::vector<int> seen(INTEGER(visit) + from, INTEGER(visit) + from + m);
    auto found = patterns.find(seen);
    if (found == patterns.end()) found = patterns.emplace(seen, whole.part(seen)).first;
    const Covariance& own = found->second;
    const Matrix Xi = X.block(from, 0, m, p);
    for (int i = 0; i < k; i++) {
      P[i] += Xi.transpose() * own.inverse_first[i] * Xi;
      for (int j = 0; j < k; j++) {
        Q[i * k + j] += Xi.transpose() * own.inverse_first[i] * own.V * own.inverse_first[j] * Xi;
        R[i * k + j] += Xi.transpose() * own.inverse * own.second[i * k + j] * own.inverse * Xi;
      }
    }
  }
  const char* names[] = {"P", "Q", "R", ""};
  SEXP parts = PROTECT(Rf_mkNamed(VECSXP, names));
  SET_VECTOR_ELT(parts, 0, as_array(P, p));
  SET_VECTOR_ELT(parts, 1, as_array(Q, p));
  SET_VECTOR_ELT(parts, 2, as_array(R, p));
  UNPROTECT(1);
  return parts;
}
