// The parts of one job, made on two threads and put together in order.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

#include "geo/two_threads.hpp"

namespace geo {

/// Takes parts one after another, as long as take(worker) is true; calls make(worker) for each and then
/// join(worker), in the order in which they were taken. take is never called by two threads at once, nor is
/// join; make is, when there are `items` enough to be worth a thread. Each thread has a Worker of its own,
/// and no more than one part of each thread is in memory. What one of the three throws ends the work and is
/// thrown here.
template <class Worker, class Take, class Make, class Join>
void in_order_of_parts(std::size_t items, Take take, Make make, Join join) {
    std::mutex mutex;
    std::condition_variable turns;
    std::size_t taken = 0;
    std::size_t joined = 0;
    bool ended = false;
    bool failed = false;
    const auto work = [&] {
        Worker worker;
        std::unique_lock lock(mutex);
        while (!ended && take(worker)) {
            const std::size_t number = taken++;
            lock.unlock();
            make(worker);
            lock.lock();
            turns.wait(lock, [&] { return failed || joined == number; });
            if (failed) return;
            lock.unlock();
            // No other thread's turn.
            join(worker);
            lock.lock();
            ++joined;
            turns.notify_all();
        }
        ended = true;
    };
    in_two_halves(items, [&](std::size_t) {
        try {
            work();
        } catch (...) {
            const std::lock_guard lock(mutex);
            ended = true;
            failed = true;
            turns.notify_all();
            throw;
        }
    });
}

}  // namespace geo
