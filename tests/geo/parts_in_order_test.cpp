#include "geo/parts_in_order.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t enough = geo::worth_two_threads;

struct Part {
    int number = 0;
    int made = 0;
};

/// Takes parts 0 to `parts` - 1, makes each twice its number and joins them.
template <class Make>
std::vector<int> run(std::size_t items, int parts, Make make) {
    std::vector<int> joined;
    int next = 0;
    geo::in_order_of_parts<Part>(
        items,
        [&](Part& part) {
            if (next == parts) return false;
            part.number = next++;
            return true;
        },
        [&](Part& part) {
            make(part.number);
            part.made = 2 * part.number;
        },
        [&](Part& part) { joined.push_back(part.made); });
    return joined;
}

std::vector<int> even_numbers(int count) {
    std::vector<int> numbers(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        numbers[static_cast<std::size_t>(i)] = 2 * i;
    return numbers;
}

TEST(PartsInOrder, AreJoinedInTheOrderInWhichTheyWereTaken) {
    for (const int parts : {0, 1, 2, 5, 1000}) {
        for (const std::size_t items : {std::size_t{0}, enough})
            EXPECT_EQ(run(items, parts, [](int) {}), even_numbers(parts));
    }
}

TEST(PartsInOrder, AreJoinedInOrderWhenSomeTakeLong) {
    const auto slow = [](int number) {
        if (number % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    };
    EXPECT_EQ(run(enough, 50, slow), even_numbers(50));
}

TEST(PartsInOrder, ThatCannotBeMadeEndTheWork) {
    for (const std::size_t items : {std::size_t{0}, enough}) {
        const auto fails = [](int number) {
            if (number == 17) throw std::runtime_error("part 17");
        };
        EXPECT_THROW(run(items, 1000, fails), std::runtime_error);
    }
}

TEST(PartsInOrder, ThatCannotBeTakenOrJoinedEndTheWork) {
    int next = 0;
    EXPECT_THROW(geo::in_order_of_parts<Part>(
                     enough,
                     [&](Part&) -> bool {
                         if (++next == 9) throw std::runtime_error("taken");
                         return true;
                     },
                     [](Part&) {}, [](Part&) {}),
                 std::runtime_error);
    int joined = 0;
    EXPECT_THROW(geo::in_order_of_parts<Part>(
                     enough, [](Part&) { return true; }, [](Part&) {},
                     [&](Part&) {
                         if (++joined == 9) throw std::runtime_error("joined");
                     }),
                 std::runtime_error);
    EXPECT_EQ(joined, 9);
}

}  // namespace
