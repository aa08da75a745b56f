// Sums that do not depend on luck: the error of each addition is carried along.
#pragma once

#include <cmath>

namespace shapes {

/// Compensated sum after Neumaier (1974): the result is right to the last digits whatever the order of the
/// terms.
class CompensatedSum {
public:
    void add(double value) {
        const double sum = m_sum + value;
        m_error += std::abs(m_sum) >= std::abs(value) ? (m_sum - sum) + value : (value - sum) + m_sum;
        m_sum = sum;
    }
    [[nodiscard]] double value() const { return m_sum + m_error; }

private:
    double m_sum = 0.0;
    double m_error = 0.0;
};

}  // namespace shapes
