// The parts of one job, made on two threads and put together in order.
#pragma once

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstddef>
#include <mutex>

#include "geo/two_threads.hpp"

namespace geo {

/// Takes parts one after another, as long as take(worker) is true; calls make(worker) for each and then
/// join(worker), in the order in which they were taken. take is never called by two threads at once, nor is
/// join; make is, when there are `items` enough to be worth a thread. A part that is made before its turn
/// waits, and its thread goes on with another: no more than two parts of each thread are in memory, each in a
/// Worker of its own. What one of the three throws ends the work and is thrown here.
template <class Worker, class Take, class Make, class Join>
void in_order_of_parts(std::size_t items, Take take, Make make, Join join) {
    enum class State { free, making, made };
    struct Place {
        Worker worker;
        std::size_t number = 0;
        State state = State::free;
    };
    std::array<Apart<Place>, 4> places;
    std::mutex mutex;
    std::condition_variable change;
    std::size_t taken = 0;
    std::size_t joined = 0;
    bool joining = false;
    bool ended = false;
    const auto find = [&](auto is_wanted) {
        const auto found = std::ranges::find_if(places, is_wanted, &Apart<Place>::value);
        return found == places.end() ? nullptr : &found->value;
    };
    const auto free_place = [&] { return find([](const Place& p) { return p.state == State::free; }); };
    const auto next_to_join = [&] {
        return find([&](const Place& p) { return p.state == State::made && p.number == joined; });
    };
    const auto work = [&] {
        std::unique_lock lock(mutex);
        while (true) {
            change.wait(lock, [&] { return ended || free_place(); });
            Place* const place = ended ? nullptr : free_place();
            if (!place || !take(place->worker)) break;
            place->number = taken++;
            place->state = State::making;
            lock.unlock();
            make(place->worker);
            lock.lock();
            place->state = State::made;
            if (joining) continue;
            // Whoever comes with a part while nobody joins, joins all whose turn it is.
            joining = true;
            while (Place* const next = next_to_join()) {
                lock.unlock();
                join(next->worker);
                lock.lock();
                next->state = State::free;
                ++joined;
                change.notify_all();
            }
            joining = false;
        }
        ended = true;
        change.notify_all();
    };
    in_two_halves(items, [&](std::size_t) {
        try {
            work();
        } catch (...) {
            const std::lock_guard lock(mutex);
            ended = true;
            change.notify_all();
            throw;
        }
    });
}

}  // namespace geo
