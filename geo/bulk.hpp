// Large tables of plain values that are filled after they were sized.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace geo {

/// Allocates as std::allocator does; a value that is made from nothing is left as the memory has it.
template <class T>
struct LeavesUnset : std::allocator<T> {
    template <class U>
    struct rebind {
        using other = LeavesUnset<U>;
    };

    LeavesUnset() = default;
    template <class U>
    LeavesUnset(const LeavesUnset<U>& /*other*/) noexcept {}

    template <class U>
    void construct(U* /*at*/) noexcept {
        static_assert(std::is_trivially_copyable_v<U> && std::is_trivially_destructible_v<U>);
    }
    template <class U, class First, class... Rest>
    void construct(U* at, First&& first, Rest&&... rest) {
        std::construct_at(at, std::forward<First>(first), std::forward<Rest>(rest)...);
    }
};

/// A vector of which resize(n), and Bulk(n), leave what is new without a value, to be set by whoever comes
/// there: a pass over the memory less, and its pages are made by the threads that fill it.
template <class T>
using Bulk = std::vector<T, LeavesUnset<T>>;

}  // namespace geo
