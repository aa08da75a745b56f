// The seven proposals that ship, on the official lookup of small areas. Numbers of small areas come from a
// separate count over the lookup with Python's csv module.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "cli/proposal_file.hpp"
#include "geo/csv.hpp"
#include "shapes/area_groups.hpp"
#include "shapes/evaluation.hpp"
#include "tests/support/real_data.hpp"

namespace {

TEST(RealProposals, AllSevenFitThePlanOfSmallAreas) {
    const auto data = support::real_data();
    if (!data) GTEST_SKIP() << "FOOTPRINT_REAL_DATA is not set";
    std::vector<geo::Finding> findings;
    const geo::Table table = geo::read_table(*data / "lookups/lsoa11_ccg17_stp17_lad17.csv", findings);
    const shapes::Lookup lookup = shapes::make_lookup(table, {});
    const shapes::Plan plan = shapes::make_plan(lookup);
    const shapes::AreaGroups groups = shapes::make_groups(table, lookup.unit_column, lookup.codes).groups;
    const std::map<std::string, std::size_t> small_areas{
        {"bassetlaw", 70},      {"cumbria-and-north-east", 898},
        {"east-surrey", 105},   {"frimley", 440},
        {"glossop", 21},        {"waveney", 73},
        {"west-birmingham", 92}};
    for (const auto& [name, moved] : small_areas) {
        const auto path = std::filesystem::path(FOOTPRINT_ENGLAND_2017) / "proposals" / (name + ".toml");
        const shapes::Proposal proposal = cli::read_proposal(path);
        EXPECT_THAT(shapes::missing_groups(proposal, groups), testing::IsEmpty()) << name;
        EXPECT_EQ(shapes::apply_proposal(plan, lookup.codes, groups, proposal).moves.size(), moved) << name;
    }
}

}  // namespace
