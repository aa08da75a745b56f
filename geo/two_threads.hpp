// Two halves of one job at once.
#pragma once

#include <cstddef>
#include <future>

namespace geo {

/// Calls work(0) and work(1), one of them on another thread, and waits for both. What either throws is thrown
/// here.
template <class Work>
void in_two_halves(Work work) {
    std::future<void> other = std::async(std::launch::async, [&] { work(std::size_t{1}); });
    work(std::size_t{0});
    other.get();
}

}  // namespace geo
