#include "shapes/validity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <optional>

#include "geo/error.hpp"
#include "table_of.hpp"

namespace {

using shapes::Containment;
using shapes::elzinga_hogarty;
using shapes::x_equation_validity;
using shapes::XEquation;
using shapes::XEquationForm;

const XEquation hyperbola;
const XEquation line{.form = XEquationForm::line};

TEST(ElzingaHogarty, TakesTheLesserOfTheTwoShares) {
    EXPECT_EQ(elzinga_hogarty(0.95, 0.90, {}), Containment::strong);
    EXPECT_EQ(elzinga_hogarty(0.95, 0.89, {}), Containment::weak);
    EXPECT_EQ(elzinga_hogarty(0.75, 0.99, {}), Containment::weak);
    EXPECT_EQ(elzinga_hogarty(0.74, 0.99, {}), Containment::fail);
    EXPECT_EQ(elzinga_hogarty(0.0, 0.0, {}), Containment::fail);
}

TEST(ElzingaHogarty, IsUndefinedWhenAShareIs) {
    EXPECT_EQ(elzinga_hogarty(std::nullopt, 0.9, {}), std::nullopt);
    EXPECT_EQ(elzinga_hogarty(0.0, std::nullopt, {}), std::nullopt);
}

TEST(ElzingaHogarty, HasItsNamesInReports) {
    EXPECT_EQ(shapes::to_string(Containment::strong), "strong");
    EXPECT_EQ(shapes::to_string(Containment::weak), "weak");
    EXPECT_EQ(shapes::to_string(Containment::fail), "fail");
}

TEST(XEquation, IsOneAtBothCorners) {
    for (const XEquation& form : {hyperbola, line}) {
        EXPECT_NEAR(x_equation_validity(3500, 0.75, form), 1.0, 1e-12);
        EXPECT_NEAR(x_equation_validity(25000, 0.667, form), 1.0, 1e-12);
        EXPECT_NEAR(x_equation_validity(1e6, 0.667, form), 1.0, 1e-12);
    }
}

TEST(XEquation, FormsDifferBetweenTheCorners) {
    // At 14,250, half way: m = 1/2, Z = 1 - (1 - .667/.75)/2 = .944667, so the hyperbola needs .667/.944667 =
    // .70607 and the line (.75 + .667)/2 = .7085.
    EXPECT_NEAR(x_equation_validity(14250, 0.667 / (1 - (1 - 0.667 / 0.75) / 2), hyperbola), 1.0, 1e-12);
    EXPECT_GE(x_equation_validity(14250, 0.70608, hyperbola), 1.0);
    EXPECT_LT(x_equation_validity(14250, 0.70606, hyperbola), 1.0);
    EXPECT_NEAR(x_equation_validity(14250, 0.7085, line), 1.0, 1e-12);
}

TEST(XEquation, HasTheValuesWorkedOutByHand) {
    // SC .5, size 14,250: Y = 2/3, Z = .944667, .75/.667 = 1.124438; product .708146.
    EXPECT_NEAR(x_equation_validity(14250, 0.5, hyperbola), 0.7081459, 1e-6);
    // The line: (2/3) .75 / .7085.
    EXPECT_NEAR(x_equation_validity(14250, 0.5, line), 0.5 / 0.7085, 1e-12);
    // Large and self-contained: Y and Z are 1.
    EXPECT_NEAR(x_equation_validity(50000, 0.9, hyperbola), 0.75 / 0.667, 1e-12);
}

TEST(XEquation, IsNeverReachedUnderTheLeastSizeButByFullContainment) {
    for (const XEquation& form : {hyperbola, line}) {
        EXPECT_LT(x_equation_validity(3000, 0.999, form), 1.0);
        EXPECT_EQ(x_equation_validity(1, 1.0, form), 1.0);
    }
}

TEST(XEquation, RefusesParametersOutOfOrder) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto error = [](const XEquation& parameters) {
        return shapes_test::error_of<geo::UsageError>([&] { shapes::check_parameters(parameters); });
    };
    EXPECT_THAT(error({.min_size = -1}), testing::HasSubstr("--min-size"));
    EXPECT_THAT(error({.min_size = nan}), testing::HasSubstr("--min-size"));
    EXPECT_THAT(error({.target_size = 3500}), testing::HasSubstr("--target-size"));
    EXPECT_THAT(error({.min_containment_share = 0}), testing::HasSubstr("--min-containment"));
    EXPECT_THAT(error({.target_containment_share = 0.5}), testing::HasSubstr("--target-containment"));
    EXPECT_THAT(error({.target_containment_share = 1.5}), testing::HasSubstr("--target-containment"));
    EXPECT_NO_THROW(shapes::check_parameters({}));
}

}  // namespace
