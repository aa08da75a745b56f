#include "render/categories.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/error.hpp"

namespace render {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Words = std::vector<std::optional<std::string>>;

TEST(Categories, StandInTheOrderGivenAndKeepThoseNobodyHas) {
    const auto r = categorise(Words{"poor", "good", "good", std::nullopt, ""},
                              std::vector<std::string>{"good", "fair", "poor"});
    EXPECT_THAT(r.names, ElementsAre("good", "fair", "poor"));
    EXPECT_THAT(r.counts, ElementsAre(2, 0, 1));
    EXPECT_EQ(r.missing, 2U);
    EXPECT_TRUE(r.notes.empty());
}

TEST(Categories, AreSortedWithoutAnOrder) {
    EXPECT_THAT(categorise(Words{"b", "c", "a", "b"}, {}).names, ElementsAre("a", "b", "c"));
}

TEST(Categories, ThatTheOrderDoesNotNameFollowAndAreNoted) {
    const auto r = categorise(Words{"x", "good"}, std::vector<std::string>{"good"});
    EXPECT_THAT(r.names, ElementsAre("good", "x"));
    EXPECT_THAT(r.notes, ElementsAre(HasSubstr("does not name \"x\"")));
}

TEST(Categories, OrderWithARepetitionOrAnEmptyNameIsRefused) {
    EXPECT_THROW((void)categorise(Words{"a"}, std::vector<std::string>{"a", "a"}), geo::UsageError);
    EXPECT_THROW((void)categorise(Words{"a"}, std::vector<std::string>{"a", ""}), geo::UsageError);
}

TEST(Categories, NoValueGivesNoCategory) {
    const auto r = categorise(Words{std::nullopt}, {});
    EXPECT_TRUE(r.names.empty());
    EXPECT_EQ(r.missing, 1U);
    EXPECT_FALSE(r.notes.empty());
}

}  // namespace
}  // namespace render
