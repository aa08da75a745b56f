// Two halves, or many shares, of one job at once.
#pragma once

#include <atomic>
#include <cstddef>
#include <future>

namespace geo {

/// So many items, or steps that take a nanosecond or some, are worth starting another thread.
inline constexpr std::size_t worth_two_threads = 10000;

/// Items from one to the one before another.
struct ItemRange {
    std::size_t begin;
    std::size_t end;
};

/// One of the shares into which so many items are cut evenly, in order.
constexpr ItemRange range_of_share(std::size_t items, std::size_t share, std::size_t shares) {
    return {items * share / shares, items * (share + 1) / shares};
}
constexpr ItemRange range_of_half(std::size_t items, std::size_t half) {
    return range_of_share(items, half, 2);
}

/// Keeps what one thread writes all the time out of the lines of the cache that another uses, which would
/// have to fetch them again after each write. Lines have 64 bytes and are fetched in pairs.
template <class T>
struct alignas(128) Apart {
    T value;
};

/// Calls work(0) and work(1), on two threads when there are `items` enough to be worth it, and waits for
/// both. What either throws is thrown here.
template <class Work>
void in_two_halves(std::size_t items, Work work) {
    if (items < worth_two_threads) {
        work(std::size_t{0});
        work(std::size_t{1});
        return;
    }
    std::future<void> other = std::async(std::launch::async, [&] { work(std::size_t{1}); });
    work(std::size_t{0});
    other.get();
}

/// Calls work(share) for each share below `shares`, on two threads when there are `items` enough to be worth
/// it, and waits for all. A thread that has done one takes the next, in order, so that neither waits for the
/// other as long as shares are many. What work throws is thrown here, after the other thread's share.
template <class Work>
void in_shares(std::size_t items, std::size_t shares, Work work) {
    std::atomic<std::size_t> next{0};
    in_two_halves(shares > 1 ? items : 0, [&](std::size_t) {
        for (std::size_t share = next++; share < shares; share = next++)
            work(share);
    });
}

}  // namespace geo
