// Vintages of official lookups: what changed between them as the tool derives it, beside what was published,
// and values carried over the change.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "geo/csv.hpp"
#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/area_values.hpp"
#include "shapes/code_changes.hpp"
#include "shapes/common_units.hpp"
#include "shapes/crosswalk.hpp"
#include "shapes/derived_succession.hpp"
#include "shapes/vintages.hpp"
#include "tests/support/real_data.hpp"

namespace {

using testing::ElementsAre;
using Codes = std::vector<std::string>;

class RealVintages : public testing::Test {
protected:
    void SetUp() override {
        if (!support::real_data()) GTEST_SKIP() << "FOOTPRINT_REAL_DATA is not set";
    }
    [[nodiscard]] static geo::Table read(const std::string& path) {
        std::vector<geo::Finding> findings;
        return geo::read_table(*support::real_data() / path, findings);
    }
    /// CCGs of 2016 to those of 2017, by LSOAs.
    [[nodiscard]] static shapes::CrossTable ccgs(const std::string& ending) {
        const shapes::CommonUnits units = shapes::make_common_units(
            read("lookups/lsoa11_ccg16_lad16.csv"), {"LSOA11CD", "CCG16" + ending, "", ""},
            read("lookups/lsoa11_ccg17_stp17_lad17.csv"), {"LSOA11CD", "CCG17" + ending, "", ""});
        return shapes::cross_table(units.a.of_unit, units.b.of_unit);
    }
    /// Steps that are no `unchanged`, as "old new kind".
    [[nodiscard]] static Codes changes_of(const shapes::CrossTable& table) {
        Codes changes;
        for (const shapes::DerivedStep& step : shapes::derive_succession(table, 0.0).steps)
            if (step.kind != shapes::ChangeKind::unchanged)
                changes.push_back(table.a_codes[step.from] + " " + table.b_codes[step.to] + " " +
                                  std::string(shapes::to_string(step.kind)));
        return changes;
    }
};

TEST_F(RealVintages, DerivedChangesOf2017AreThePublishedOnes) {
    const shapes::CrossTable table = ccgs("CD");
    const shapes::DerivedSuccession derived = shapes::derive_succession(table, 0.0);
    EXPECT_EQ(table.a_codes.size(), 209U);
    EXPECT_EQ(table.b_codes.size(), 207U);
    EXPECT_EQ(derived.codes_kept, 202U);
    EXPECT_THAT(derived.codes_ended, ElementsAre("E38000032", "E38000041", "E38000093", "E38000123",
                                                 "E38000131", "E38000158", "E38000159"));
    EXPECT_THAT(derived.codes_begun,
                ElementsAre("E38000215", "E38000216", "E38000217", "E38000218", "E38000219"));
    // Three CCGs of Manchester became one; Cumbria was divided, its south going to Lancashire North; eight
    // LSOAs went from South Norfolk to Norwich.
    EXPECT_THAT(changes_of(table),
                ElementsAre("E38000032 E38000217 merger", "E38000041 E38000215 split",
                            "E38000041 E38000216 boundary change", "E38000093 E38000216 merger",
                            "E38000123 E38000217 merger", "E38000131 E38000218 boundary change",
                            "E38000158 E38000217 merger", "E38000159 E38000218 boundary change",
                            "E38000159 E38000219 boundary change"));
}

TEST_F(RealVintages, OdsCodesThatWereReusedAreBoundaryChanges) {
    EXPECT_THAT(changes_of(ccgs("CDH")),
                ElementsAre("00W 14L merger", "01H 01H boundary change", "01H 01K boundary change",
                            "01K 01K boundary change", "01M 14L merger", "01N 14L merger",
                            "06W 06W boundary change", "06Y 06W boundary change", "06Y 06Y boundary change"));
}

TEST_F(RealVintages, PeopleOf2015KeepTheirTotalOnTheCodesOf2017) {
    const shapes::CrossTable table = ccgs("CD");
    const geo::Table rows =
        shapes::succession_table(table, shapes::derive_succession(table, 0.0), "2017-04-01");
    const shapes::AreaValues people =
        shapes::make_area_values(read("flows/population_ccg_mid2015.csv"), {"code", "value"});
    const shapes::CrossTable followed = shapes::follow_codes(shapes::make_code_changes(rows), people.codes);
    const shapes::CarriedCounts carried =
        shapes::Crosswalk(followed, shapes::OutsideRule::apart).counts(people.values);
    EXPECT_EQ(followed.b_codes.size(), 207U);
    EXPECT_EQ(carried.totals.before, 54786327.0);
    EXPECT_NEAR(carried.totals.after, 54786327.0, 1e-6);
    const auto manchester = std::find(followed.b_codes.begin(), followed.b_codes.end(), "E38000217");
    EXPECT_NEAR(*carried.of_b[static_cast<std::size_t>(manchester - followed.b_codes.begin())], 530292.0,
                1e-6);
}

/// The codes of a column.
std::set<std::string> codes_of(const geo::Table& table, const std::string& column) {
    const std::vector<std::string>& cells = table.require(column).cells;
    return {cells.begin(), cells.end()};
}

TEST_F(RealVintages, VintageFactsAgreeWithEveryLookup) {
    struct Lookup {
        std::string path;
        std::string column;
        std::string geography;
        std::string date;
        std::string beginning;  ///< of the codes that count; empty for all
    };
    const std::string ccgs = "clinical commissioning groups";
    const std::string stps = "sustainability and transformation partnerships";
    const std::string lads = "local authorities";
    const std::vector<Lookup> lookups{
        {"lookups/lsoa11_ccg16_lad16.csv", "CCG16CD", ccgs, "2016-04-01", "E38"},
        {"lookups/lsoa11_ccg17_stp17_lad17.csv", "CCG17CD", ccgs, "2017-04-01", "E38"},
        {"lookups/ccg18_stp18.csv", "CCG18CD", ccgs, "2018-04-01", "E38"},
        {"lookups/lsoa11_ccg17_stp17_lad17.csv", "STP17CD", stps, "2017-04-01", "E54"},
        {"lookups/ccg18_stp18.csv", "STP18CD", stps, "2018-04-01", "E54"},
        {"lookups/lsoa11_ccg16_lad16.csv", "LAD16CD", lads, "2016-12-31", "E0"},
        {"lookups/lsoa11_ccg17_stp17_lad17.csv", "LAD17CD", lads, "2017-12-31", "E0"},
        {"flows/population_msoa11_lad17_lad19.csv", "LAD19CD", lads, "2019-12-31", "E0"}};
    std::ifstream file(FOOTPRINT_VINTAGES);
    std::stringstream text;
    text << file.rdbuf();
    const std::vector<shapes::VintageCodes> facts = shapes::parse_vintages(text.str());
    ASSERT_FALSE(facts.empty());
    std::map<std::string, std::set<std::string>> codes;
    for (const Lookup& lookup : lookups) {
        const std::set<std::string> of_lookup = codes_of(read(lookup.path), lookup.column);
        for (const shapes::VintageCodes& fact : facts) {
            if (fact.geography != lookup.geography) continue;
            const bool is_in_force =
                fact.from <= lookup.date && (fact.until.empty() || lookup.date < fact.until);
            for (const std::string& code : fact.codes) {
                if (!code.starts_with(lookup.beginning)) continue;
                EXPECT_EQ(of_lookup.contains(code), is_in_force) << code << " in " << lookup.path;
            }
        }
        for (const std::string& code : of_lookup)
            if (code.starts_with(lookup.beginning)) codes[lookup.column + " " + lookup.date].insert(code);
    }
    // And nothing that changed is missing from the facts.
    std::set<std::string> known;
    for (const shapes::VintageCodes& fact : facts)
        known.insert(fact.codes.begin(), fact.codes.end());
    const auto expect_known = [&](const std::string& one, const std::string& other) {
        Codes changed;
        std::set_symmetric_difference(codes[one].begin(), codes[one].end(), codes[other].begin(),
                                      codes[other].end(), std::back_inserter(changed));
        for (const std::string& code : changed)
            EXPECT_TRUE(known.contains(code)) << code << " between " << one << " and " << other;
    };
    expect_known("CCG16CD 2016-04-01", "CCG17CD 2017-04-01");
    expect_known("CCG17CD 2017-04-01", "CCG18CD 2018-04-01");
    expect_known("STP17CD 2017-04-01", "STP18CD 2018-04-01");
    expect_known("LAD17CD 2017-12-31", "LAD19CD 2019-12-31");
}

}  // namespace
