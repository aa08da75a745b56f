// Moves on the official files of England: every legal move of a CCG, and a sample of those of LSOAs, beside
// the plan reckoned anew by functions that know nothing of moves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "geo/coverage.hpp"
#include "geo/csv.hpp"
#include "geo/layer.hpp"
#include "geo/measure.hpp"
#include "shapes/contiguity.hpp"
#include "shapes/flow_measures.hpp"
#include "shapes/flow_table.hpp"
#include "shapes/link_table.hpp"
#include "shapes/moves.hpp"
#include "shapes/shape_measures.hpp"
#include "shapes/site_places.hpp"
#include "tests/support/real_data.hpp"

namespace {

namespace fs = std::filesystem;

geo::Table read(const fs::path& path) {
    std::vector<geo::Finding> findings;
    return geo::read_table(path, findings);
}

geo::ReadOptions code_in(const std::string& column) {
    geo::ReadOptions options;
    options.code_column = column;
    return options;
}

/// A plan of England with its flows from areas to footprints of treatment.
struct England {
    geo::Layer layer;
    geo::Coverage coverage;
    shapes::Plan plan;
    std::vector<shapes::NamedLink> links;
    std::vector<geo::Border> borders;
    std::vector<std::int64_t> twice_area;
    std::vector<shapes::AreaFlow> flows;
    shapes::FlowGraph graph;
    shapes::Neighbourhood around;
    std::vector<shapes::AreaFacts> facts;

    England(const fs::path& areas, const std::string& code_column, const fs::path& lookup,
            const shapes::LookupOptions& columns)
        : layer(geo::read_layer(areas, code_in(code_column))), coverage(geo::build_coverage(layer, {})) {
        plan = shapes::make_plan(layer.codes, shapes::read_lookup(lookup, columns, layer.codes));
        borders = geo::borders(coverage.topology);
        twice_area = geo::twice_areas(coverage.topology);
        const auto outlines = geo::measure_outlines(geo::outlines(coverage.topology), coverage.topology.grid);
        for (const geo::OutlineMeasure& outline : outlines) {
            shapes::AreaFacts of;
            of.area_m2 = outline.area_m2;
            of.perimeter_m = outline.perimeter_m;
            facts.push_back(of);
        }
    }

    void take_flows(std::vector<shapes::AreaFlow> by_area) {
        flows = std::move(by_area);
        shapes::FlowGraph numbering;
        numbering.areas = layer.codes.size();
        numbering.footprints = plan.footprints();
        std::vector<shapes::NodeFlow> nodes;
        for (const shapes::AreaFlow& flow : flows)
            nodes.push_back({flow.area,
                             flow.to < 0 ? numbering.outside_node() : numbering.fixed_node(flow.to),
                             flow.patients});
        graph = shapes::make_flow_graph(std::move(nodes), numbering.areas, numbering.footprints);
        std::vector<std::array<std::int32_t, 2>> pairs;
        for (const shapes::NamedLink& link : links)
            pairs.push_back({link.a, link.b});
        around = shapes::make_neighbourhood(numbering.areas, borders, pairs);
    }

    /// What a move changes, reckoned from nothing but the plan.
    struct Anew {
        shapes::FlowResult flows;
        std::vector<std::size_t> pieces;
        std::size_t cut_edges;
    };
    [[nodiscard]] Anew reckon(const std::vector<shapes::FootprintIndex>& footprint_of) const {
        shapes::Plan moved = plan;
        moved.footprint_of = footprint_of;
        Anew anew{shapes::measure_flows(shapes::flows_by_footprint(flows, moved), moved.footprints(), {}),
                  {},
                  shapes::cut_edges(borders, footprint_of)};
        for (const auto& of :
             shapes::find_pieces(footprint_of, moved.footprints(), borders, links, twice_area).pieces)
            anew.pieces.push_back(of.size());
        return anew;
    }

    void expect_equal(const shapes::Move& move, const Anew& before, double tolerance) const {
        std::vector<shapes::FootprintIndex> moved = plan.footprint_of;
        moved[static_cast<std::size_t>(move.effect.area)] = move.effect.to;
        const Anew after = reckon(moved);
        EXPECT_NEAR(move.gain, *after.flows.open.modularity - *before.flows.open.modularity, 1e-12);
        EXPECT_EQ(move.effect.cut_edges,
                  static_cast<std::int64_t>(after.cut_edges) - static_cast<std::int64_t>(before.cut_edges));
        for (const auto& [f, sums, pieces] :
             {std::tuple(move.effect.from, move.effect.from_after, move.pieces_from),
              std::tuple(move.effect.to, move.effect.to_after, move.pieces_to)}) {
            const auto at = static_cast<std::size_t>(f);
            const shapes::FlowMeasure& of = after.flows.footprints[at].open;
            EXPECT_NEAR(sums.local, of.local, tolerance);
            EXPECT_NEAR(sums.resident, of.resident, tolerance);
            EXPECT_NEAR(sums.treated, of.treated, tolerance);
            EXPECT_EQ(pieces, static_cast<std::int64_t>(after.pieces[at]) -
                                  static_cast<std::int64_t>(before.pieces[at]));
        }
    }
};

class RealMoves : public testing::Test {
protected:
    void SetUp() override {
        const auto folder = support::real_data();
        if (!folder) GTEST_SKIP() << "FOOTPRINT_REAL_DATA is not set";
        m_data = *folder;
    }
    [[nodiscard]] shapes::Placement sites(const shapes::FlowTable& flows, const England& england) const {
        const auto table = shapes::make_site_table(read(m_data / "lookups/trust_stp17.csv"), {}, flows.sites);
        return shapes::place_codes(
            flows.sites, shapes::known_sites(table, england.plan, england.layer.codes, {}, flows.sites),
            {.name = "sites"});
    }
    fs::path m_data;
};

TEST_F(RealMoves, OfEveryCcgEqualThePlanReckonedAnew) {
    England england(m_data / "boundaries/derived/ccg_2017_04_england_from_lsoa11.geojson", "CCG17CD",
                    m_data / "lookups/ccg17_stp17.csv", {});
    england.links = shapes::make_links(read(fs::path(FOOTPRINT_ENGLAND_2017) / "links.csv"),
                                       england.layer.codes, england.layer.names)
                        .links;
    const auto flows = shapes::read_flow_table(m_data / "flows/derived_ccg17_trust_catchment_2018.csv",
                                               {"ccg17cd", "trust_code", "expected_patients", ""});
    england.take_flows(shapes::flows_by_area(
        flows, shapes::place_in_areas("origins", flows.origins, england.layer.codes), sites(flows, england)));
    shapes::MovablePlan plan(england.graph, england.around, england.facts, england.plan.footprint_of);
    const auto list = shapes::legal_moves(plan, {}, 1.0);
    const England::Anew before = england.reckon(england.plan.footprint_of);
    std::map<std::pair<std::int32_t, shapes::FootprintIndex>, const shapes::Move*> legal;
    for (const shapes::Move& move : list.legal) {
        england.expect_equal(move, before, 1e-6);
        legal[{move.effect.area, move.effect.to}] = &move;
    }
    // And those that are not listed empty a footprint or leave one in more pieces.
    std::size_t refused = 0;
    for (std::size_t area = 0; area < england.layer.codes.size(); ++area) {
        const auto node = static_cast<std::int32_t>(area);
        std::map<shapes::FootprintIndex, bool> around;
        for (std::size_t n = england.around.start[area]; n < england.around.start[area + 1]; ++n)
            around[england.plan.footprint_of[static_cast<std::size_t>(england.around.area[n])]] = true;
        around.erase(england.plan.footprint_of[area]);
        for (const auto& [to, is_there] : around) {
            if (legal.contains({node, to})) continue;
            std::vector<shapes::FootprintIndex> moved = england.plan.footprint_of;
            moved[area] = to;
            const England::Anew after = england.reckon(moved);
            const auto from = static_cast<std::size_t>(england.plan.footprint_of[area]);
            EXPECT_TRUE(after.pieces[from] == 0 || after.pieces[from] > before.pieces[from]);
            ++refused;
        }
    }
    EXPECT_EQ(list.legal.size() + refused, list.evaluated);
    EXPECT_EQ(list.evaluated, 351U);
}

TEST_F(RealMoves, OfASampleOfLsoasEqualThePlanReckonedAnew) {
    shapes::LookupOptions columns;
    columns.unit_column = "LSOA11CD";
    columns.footprint_column = "STP17CD";
    England england(m_data / "boundaries/lsoa_2011_england_shp/lsoa_2011_england.shp", "ls11_cd",
                    m_data / "lookups/lsoa11_ccg17_stp17_lad17.csv", columns);
    const auto population = shapes::read_area_values(m_data / "flows/population_msoa11_lad17_lad19.csv",
                                                     {"MSOA11CD", "pop_msoa11"});
    const auto flows = shapes::read_flow_table(m_data / "flows/msoa11_trust_share_2018.csv",
                                               {"msoa_code", "trust_code", "", "proportion"}, &population);
    // The people of an MSOA evenly over its LSOAs.
    const geo::Table lookup = read(m_data / "lookups/lsoa11_msoa11_england.csv");
    const shapes::CodeIndex lsoas(england.layer.codes);
    std::map<std::string, std::vector<std::int32_t>> lsoas_of;
    for (std::size_t row = 0; row < lookup.rows(); ++row)
        lsoas_of[lookup.require("msoa11_code").cells[row]].push_back(
            lsoas.find(lookup.require("lsoa11_code").cells[row]));
    shapes::Placement origins;
    for (const std::string& msoa : flows.origins) {
        const auto& its = lsoas_of.at(msoa);
        for (const std::int32_t lsoa : its)
            origins.add_part(lsoa, 1.0 / static_cast<double>(its.size()));
        origins.end_code();
    }
    england.take_flows(shapes::flows_by_area(flows, origins, sites(flows, england)));
    shapes::MovablePlan plan(england.graph, england.around, england.facts, england.plan.footprint_of);
    const auto list = shapes::legal_moves(plan, {}, 1.0);
    const England::Anew before = england.reckon(england.plan.footprint_of);
    ASSERT_GT(list.legal.size(), 2000U);
    for (std::size_t m = 0; m < list.legal.size(); m += 97)
        england.expect_equal(list.legal[m], before, 1e-6);
}

}  // namespace
