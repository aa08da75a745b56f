// Two halves of one job at once.
#pragma once

#include <cstddef>
#include <future>

namespace geo {

/// Calls work(0) and work(1), on two threads when there are `items` enough to be worth it, and waits for
/// both. What either throws is thrown here.
template <class Work>
void in_two_halves(std::size_t items, Work work) {
    constexpr std::size_t worth_a_thread = 10000;
    if (items < worth_a_thread) {
        work(std::size_t{0});
        work(std::size_t{1});
        return;
    }
    std::future<void> other = std::async(std::launch::async, [&] { work(std::size_t{1}); });
    work(std::size_t{0});
    other.get();
}

}  // namespace geo
