// Pages of large tables, made before they are filled and by more than the thread that fills them: a virtual
// machine may take longer to have its host give a page than a program to fill it. For .cpp files of geo
// alone.
#pragma once

#include <cstddef>
#include <future>
#include <span>

#include "geo/bulk.hpp"

namespace geo {

/// Makes the whole pages of memory that is about to be filled; does nothing where the system knows no such
/// call.
void make_pages(std::span<std::byte> bytes);

/// The same on two threads.
void make_pages_in_halves(std::span<std::byte> bytes);

/// Room in an empty table for as many, whose pages are made by two threads.
template <class T>
void reserve_pages(Bulk<T>& table, std::size_t count) {
    table.reserve(count);
    make_pages_in_halves({reinterpret_cast<std::byte*>(table.data()), table.capacity() * sizeof(T)});
}

/// Makes the pages of memory that one thread fills from front to back a few megabytes before it comes there,
/// on another thread.
class PagesAhead {
public:
    /// The memory must outlive it.
    explicit PagesAhead(std::span<std::byte> memory) : m_left(memory) {}

    /// To be called as the filling goes on: so many bytes from the front are filled.
    void reached(std::size_t bytes) {
        if (bytes >= m_next) begin_next();
    }

private:
    void begin_next();

    std::span<std::byte> m_left;
    std::size_t m_next = 0;  // filled when the next pages are to be made
    std::future<void> m_making;
};

}  // namespace geo
