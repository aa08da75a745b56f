#include "render/class_labels.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace render {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Values = std::vector<std::optional<double>>;

std::vector<std::string> labels(const Values& values, const ClassifyOptions& options,
                                std::optional<int> decimals = {}) {
    return class_labels(classify(values, options), values, decimals).labels;
}

TEST(ClassLabels, OfWholeNumbersDoNotShareABound) {
    const Values values = {3, 8, 12, 13, 30};
    EXPECT_THAT(labels(values, {Scheme::user, 2, Closed::right, {12, 30}}),
                ElementsAre("3 to 12", "13 to 30"));
    EXPECT_THAT(labels(values, {Scheme::user, 2, Closed::left, {12, 30}}),
                ElementsAre("3 to 11", "12 to 30"));
}

TEST(ClassLabels, OfOtherNumbersSayWhichEndBelongsToThem) {
    const Values values = {3.25, 8.5, 12, 13.125, 29.5};
    EXPECT_THAT(labels(values, {Scheme::user, 2, Closed::right, {12, 30}}),
                ElementsAre("3 to 12", "over 12 to 30"));
    EXPECT_THAT(labels(values, {Scheme::user, 2, Closed::left, {12, 30}}),
                ElementsAre("3 to under 12", "12 to 30"));
}

TEST(ClassLabels, RoundBoundsDownWhenRightClosedAndUpWhenLeftClosed) {
    // 12.6 down to 12 keeps 12 below and 13 above; up to 13 keeps 13 above when left-closed.
    const Values values = {3, 12, 13, 30};
    EXPECT_THAT(labels(values, {Scheme::user, 2, Closed::right, {12.6, 30}}),
                ElementsAre("3 to 12", "13 to 30"));
    EXPECT_THAT(labels(values, {Scheme::user, 2, Closed::left, {12.4, 30}}),
                ElementsAre("3 to 12", "13 to 30"));
}

TEST(ClassLabels, TakeMoreDecimalsWhereRoundingWouldContradictAFill) {
    // Rounded to whole numbers the bound would put 12.4 or 12.6 on the wrong side.
    const Values values = {3, 12.4, 12.6, 30};
    const auto classes = classify(values, {Scheme::user, 2, Closed::right, {12.4, 30}});
    const auto r = class_labels(classes, values, 0);
    EXPECT_THAT(r.labels, ElementsAre("3.0 to 12.4", "12.5 to 30.0"));
    EXPECT_THAT(r.notes, ElementsAre(HasSubstr("need 1 decimals to agree with the fills; 0 were asked for")));
}

TEST(ClassLabels, AreSaidOnceForASingleValue) {
    EXPECT_THAT(labels({1, 2, 2}, {Scheme::fisher_jenks, 2, Closed::right, {}}), ElementsAre("1", "2"));
    EXPECT_THAT(labels({5, 5}, {Scheme::fisher_jenks, 3, Closed::right, {}}), ElementsAre("5"));
}

TEST(ClassLabels, OfAnEmptyFirstClassSayUpTo) {
    EXPECT_THAT(labels({12, 15.5}, {Scheme::user, 2, Closed::right, {10, 20}}),
                ElementsAre("up to 10", "over 10 to 20"));
}

TEST(ClassLabels, HonourTheDecimalsAskedFor) {
    EXPECT_THAT(labels({1, 2, 9}, {Scheme::user, 2, Closed::right, {2, 9}}, 2),
                ElementsAre("1.00 to 2.00", "2.01 to 9.00"));
}

TEST(ClassLabels, OfNumbersNextToEachOtherStillEnd) {
    const double next = std::nextafter(1.0, 2.0);
    EXPECT_EQ(labels({1.0, next}, {Scheme::fisher_jenks, 2, Closed::right, {}}).size(), 2U);
}

TEST(ClassLabels, PrintNumbersForReadersInAnyLocale) {
    EXPECT_EQ(format_for_reader(1234567.0, 0), "1,234,567");
    EXPECT_EQ(format_for_reader(-1234.5, 1), "\u22121,234.5");
    EXPECT_EQ(format_for_reader(-0.04, 1), "0.0");
    EXPECT_EQ(format_for_reader(999.0, 0), "999");
}

/// Reads "a to b", "over a to b", "a to under b", "up to b", "under b" or "a" back, as a reader would, and
/// asks whether it holds `value`.
bool says(std::string label, double value) {
    const auto take = [&label](const std::string& word) {
        const auto at = label.find(word);
        if (at == std::string::npos) return false;
        label.erase(at, word.size());
        return true;
    };
    while (take(",")) {
    }
    const std::string minus = "\u2212";
    for (auto at = label.find(minus); at != std::string::npos; at = label.find(minus))
        label.replace(at, minus.size(), "-");
    // An empty class that the data lie above.
    if (take("up to ")) return value <= std::stod(label);
    if (label.starts_with("under ")) return value < std::stod(label.substr(6));
    const bool over = take("over ");
    const bool under = take("under ");
    const auto to = label.find(" to ");
    const double low = std::stod(label);
    const double high = to == std::string::npos ? low : std::stod(label.substr(to + 4));
    return (over ? value > low : value >= low) && (under ? value < high : value <= high);
}

TEST(ClassLabels, HoldExactlyTheValuesOfTheirClass) {
    std::mt19937 random(5);
    for (int round = 0; round < 300; ++round) {
        Values values;
        const double step = std::pow(10.0, static_cast<double>(random() % 4));
        const std::size_t n = 2 + random() % 40;
        for (std::size_t i = 0; i < n; ++i) {
            values.emplace_back(static_cast<double>(random() % 5000) / step);
        }
        const auto scheme = static_cast<Scheme>(random() % 10);
        if (scheme == Scheme::user) continue;
        const ClassifyOptions options{
            scheme, 2 + random() % 6, random() % 2 == 0 ? Closed::left : Closed::right, {}};
        const auto classes = classify(values, options);
        const auto r = class_labels(classes, values, std::nullopt);
        ASSERT_EQ(r.labels.size(), classes.classes());
        for (const auto& value : values) {
            for (std::size_t j = 0; j < r.labels.size(); ++j) {
                EXPECT_EQ(says(r.labels[j], *value), j == classes.class_of(value))
                    << *value << " in \"" << r.labels[j] << "\"";
            }
        }
    }
}

}  // namespace
}  // namespace render
