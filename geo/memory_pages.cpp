#include "geo/memory_pages.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

#include "geo/two_threads.hpp"

namespace geo {

namespace {

constexpr std::size_t bytes_at_once = std::size_t{4} << 20;

}  // namespace

void make_pages([[maybe_unused]] std::span<std::byte> bytes) {
#if defined(MADV_POPULATE_WRITE)
    static const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const std::uintptr_t before = reinterpret_cast<std::uintptr_t>(bytes.data()) % page;
    const std::size_t skipped = before == 0 ? 0 : page - before;
    if (bytes.size() < skipped + page) return;
    madvise(bytes.data() + skipped, (bytes.size() - skipped) / page * page, MADV_POPULATE_WRITE);
#endif
}

void make_pages_in_halves(std::span<std::byte> bytes) {
    if (bytes.size() < bytes_at_once) return;
    in_two_halves(bytes.size(), [&](std::size_t half) {
        const std::size_t middle = bytes.size() / 2;
        make_pages(half == 0 ? bytes.first(middle) : bytes.subspan(middle));
    });
}

void PagesAhead::begin_next() {
    if (m_making.valid()) m_making.get();
    // Half of what is made lies ahead whenever the next is begun.
    m_next += m_next == 0 ? bytes_at_once / 2 : bytes_at_once;
    const std::size_t bytes = std::min(bytes_at_once, m_left.size());
    if (bytes == 0) return;
    m_making = std::async(std::launch::async, make_pages, m_left.first(bytes));
    m_left = m_left.subspan(bytes);
}

}  // namespace geo
