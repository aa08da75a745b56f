// Long texts that are made on two threads and written in order. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <string>

#include "geo/output_file.hpp"
#include "geo/parts_in_order.hpp"

namespace geo {

/// Writes the texts of things 0 to count - 1: append(text, i) adds that of one, on either of two threads;
/// end_of(first) says where a part ends that begins at `first`, and is asked in order.
template <class EndOf, class Append>
void write_in_parts(std::size_t count, const TextSink& write, EndOf end_of, Append append) {
    struct Worker {
        std::size_t first = 0;
        std::size_t end = 0;
        std::string text;
    };
    std::size_t next = 0;
    const bool one_part = count == 0 || end_of(0) == count;
    in_order_of_parts<Worker>(
        one_part ? 0 : worth_two_threads,
        [&](Worker& worker) {
            if (next == count) return false;
            worker.first = next;
            next = worker.end = end_of(next);
            return true;
        },
        [&](Worker& worker) {
            worker.text.clear();
            for (std::size_t i = worker.first; i < worker.end; ++i)
                append(worker.text, i);
        },
        [&](Worker& worker) { write(worker.text); });
}

}  // namespace geo
