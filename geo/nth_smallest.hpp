// One value by its rank among many.
#pragma once

#include <cstddef>
#include <span>

namespace geo {

/// The value before which n others come in order, as std::nth_element() would place it. Those far below and
/// above it, as a sample tells, are only counted, by two threads; where the sample misleads, all are looked
/// at again. O(values). @pre n < values.size(); no value is NaN
[[nodiscard]] double nth_smallest(std::span<const double> values, std::size_t n);

}  // namespace geo
