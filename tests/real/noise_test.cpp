// Snapping tried on every official boundary file: as it is, reprojected with noise, quantised, and with
// vertices on one side of borders only.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "geo/check.hpp"
#include "geo/clean.hpp"
#include "geo/coverage.hpp"
#include "geo/error.hpp"
#include "tests/real/boundary_files.hpp"
#include "tests/real/snap_oracle.hpp"

namespace {

namespace fs = std::filesystem;
using geo::GridPoint;
using geo::GridRings;
using testing::IsEmpty;

/// Segments at least this long were halved: far beyond the tolerance, so that a new vertex meets no other.
constexpr double least_halved_m = 2;

/// Above the width of what quantising opens, one step of the lattice: 65 to 140 m.
constexpr double quantised_gap_width_m = 150;

/// A layer in metres, snapped by the tool, beside what went in.
struct Snapped {
    explicit Snapped(const geo::Layer& metres, const geo::CoverageOptions& options = {})
        : coverage(geo::build_coverage(metres, options)),
          grid(coverage.topology.grid),
          read(support::rounded(metres.rings, grid)),
          outcome(geo::outlines(coverage.topology)),
          moves(read, coverage.snap.tolerance_m * grid.cells_per_m),
          codes(metres.codes) {}

    geo::Coverage coverage;
    geo::Grid grid;
    GridRings read;
    GridRings outcome;
    support::Moves moves;
    std::vector<std::string> codes;
};

/// What was put into the borders of one area: how far from them as they were read.
double farthest_inserted_cells(const Snapped& snapped, std::uint32_t area) {
    const auto& altered = snapped.coverage.snap.altered_areas;
    if (std::ranges::binary_search(altered, area))
        return support::farthest_inserted_cells(snapped.read, snapped.outcome, area, snapped.moves);
    // Nothing was dropped, so each ring is its corners, moved and in order, with vertices put between them.
    const std::size_t before = snapped.read.area_start[area];
    const std::size_t after = snapped.outcome.area_start[area];
    const std::size_t rings = snapped.read.area_start[area + 1] - before;
    EXPECT_EQ(snapped.outcome.area_start[area + 1] - after, rings) << snapped.codes[area];
    if (snapped.outcome.area_start[area + 1] - after != rings) return 0;
    double farthest = 0;
    std::vector<GridPoint> corners;
    for (std::size_t r = 0; r < rings; ++r) {
        corners.clear();
        for (const GridPoint p : snapped.read.ring(before + r))
            corners.push_back(snapped.moves.of(p));
        const auto inserted = support::insertions(corners, snapped.outcome.ring(after + r));
        EXPECT_TRUE(inserted) << snapped.codes[area] << " lost a corner, and is not said to be altered";
        if (inserted) farthest = std::max(farthest, inserted->farthest_cells);
    }
    return farthest;
}

/// Every point went where the definition says; every other vertex was put into a segment that passes within
/// reach; no area changed by more than that; and the report says so. A segment that was bent to one vertex
/// may be bent again to another, which lies as much farther from it: `bends` in all.
void expect_snapped_by_the_definition(const Snapped& snapped, int bends = 1) {
    const geo::SnapReport& report = snapped.coverage.snap;
    const double tolerance = report.tolerance_m * snapped.grid.cells_per_m;
    const double reach = bends * (tolerance + 1);  // as snap.hpp says: one cell more than the tolerance
    EXPECT_TRUE(report.settled);
    EXPECT_EQ(report.points, snapped.read.points.size());
    EXPECT_EQ(report.moved_points, snapped.moves.moved());
    EXPECT_NEAR(report.greatest_move_m, snapped.moves.greatest_cells() / snapped.grid.cells_per_m, 1e-9);
    EXPECT_LE(report.greatest_move_m, report.tolerance_m + 1e-9);

    std::set<GridPoint> crossings;
    for (const GridPoint p : snapped.outcome.points)
        if (!snapped.moves.is_survivor(p)) crossings.insert(p);
    EXPECT_LE(crossings.size(), report.crossings);

    ASSERT_EQ(snapped.outcome.areas(), snapped.read.areas());
    std::vector<std::uint32_t> emptied;
    for (std::uint32_t area = 0; area < snapped.read.areas(); ++area) {
        EXPECT_LE(farthest_inserted_cells(snapped, area), reach) << snapped.codes[area];
        const double changed = std::abs(static_cast<double>(support::twice_area_cells(snapped.outcome, area) -
                                                            support::twice_area_cells(snapped.read, area))) /
                               2;
        EXPECT_LE(changed, (tolerance + reach) * support::perimeter_cells(snapped.read, area))
            << snapped.codes[area];
        if (snapped.outcome.area_start[area] == snapped.outcome.area_start[area + 1] &&
            snapped.read.area_start[area] < snapped.read.area_start[area + 1])
            emptied.push_back(area);
    }
    EXPECT_EQ(report.emptied_areas, emptied);
}

/// Rings may begin elsewhere.
void expect_the_same_rings(const GridRings& rings, const GridRings& expected) {
    EXPECT_TRUE(rings.area_start == expected.area_start);
    ASSERT_EQ(rings.rings(), expected.rings());
    std::size_t different = 0;
    for (std::size_t r = 0; r < rings.rings(); ++r)
        if (!support::same_ring(rings.ring(r), expected.ring(r))) ++different;
    EXPECT_EQ(different, 0U);
}

/// Snaps an outcome again.
GridRings expect_nothing_left_to_snap(const GridRings& outcome, const Snapped& snapped) {
    geo::SnapReport again;
    GridRings twice = geo::outlines(
        geo::build_snapped_topology(outcome, snapped.grid, snapped.coverage.snap.tolerance_m, again));
    expect_the_same_rings(twice, outcome);
    EXPECT_EQ(again.greatest_move_m, 0.0);
    EXPECT_EQ(again.moved_points + again.inserted_vertices + again.crossings, 0U);
    EXPECT_EQ(again.dropped_points + again.dropped_rings, 0U);
    return twice;
}

/// Not so much as where a ring begins.
void expect_a_second_run_to_change_nothing(const Snapped& snapped) {
    EXPECT_TRUE(expect_nothing_left_to_snap(snapped.outcome, snapped).points == snapped.outcome.points);
}

/// What must be the same for two descriptions of one coverage.
struct Facts {
    std::set<std::pair<std::string, std::string>> neighbours;
    std::map<std::string, std::array<int, 3>> rings;  // of each area: parts, holes and neither
    std::multiset<std::string> violations;            // kind and areas
};

Facts facts(const Snapped& snapped) {
    Facts facts;
    const auto code = [&](geo::AreaIndex area) { return snapped.codes[static_cast<std::size_t>(area)]; };
    for (const geo::Border& border : geo::borders(snapped.coverage.topology))
        facts.neighbours.emplace(code(border.a), code(border.b));
    const GridRings& rings = snapped.outcome;
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        auto& [parts, holes, neither] = facts.rings[snapped.codes[area]];
        for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
            // Two loops of nearly one size, turned against each other, have a sum of either sign.
            const std::span<const GridPoint> ring = rings.ring(r);
            const auto twice = static_cast<double>(support::twice_ring_cells(ring));
            const bool is_neither =
                std::abs(twice) <
                support::length_cells(ring) * snapped.coverage.snap.tolerance_m * snapped.grid.cells_per_m;
            ++(is_neither ? neither : twice > 0 ? parts : holes);
        }
    }
    for (const geo::Finding& finding : geo::check_coverage(snapped.coverage.topology, snapped.codes, 10)) {
        if (finding.severity != geo::Severity::violation) continue;
        std::string text(geo::to_string(finding.kind));
        for (const std::string& area : finding.codes)
            text += ' ' + area;
        facts.violations.insert(std::move(text));
    }
    return facts;
}

void expect_the_same_facts(const Snapped& snapped, const Snapped& plain) {
    const Facts ours = facts(snapped);
    const Facts expected = facts(plain);
    EXPECT_EQ(snapped.codes, plain.codes);
    EXPECT_TRUE(ours.neighbours == expected.neighbours);
    EXPECT_TRUE(ours.rings == expected.rings);
    EXPECT_TRUE(ours.violations == expected.violations);
    EXPECT_EQ(snapped.coverage.topology.arcs(), plain.coverage.topology.arcs());
    EXPECT_EQ(snapped.coverage.topology.junctions, plain.coverage.topology.junctions);
}

/// That is, without what lies between two areas, where one gains what the other loses.
double open_border_cells(const geo::Topology& topology) {
    const std::vector<double> lengths_m = geo::arc_lengths_m(topology);
    double sum_m = 0;
    for (std::size_t a = 0; a < topology.arcs(); ++a)
        if (topology.left[a] == geo::no_area || topology.right[a] == geo::no_area) sum_m += lengths_m[a];
    for (const geo::SideConflict& conflict : topology.conflicts)
        sum_m += lengths_m[geo::arc_of(conflict.arc)];
    return sum_m * topology.grid.cells_per_m;
}

class RealNoise : public testing::TestWithParam<fs::path> {
protected:
    void SetUp() override {
        if (!support::real_data()) GTEST_SKIP() << "FOOTPRINT_REAL_DATA is not set";
    }
    [[nodiscard]] static geo::Layer layer() {
        return geo::read_layer(GetParam(), support::options_for(GetParam()));
    }
};

TEST_P(RealNoise, AFileAsItIsIsSnappedByTheDefinition) {
    const Snapped snapped(support::to_metres(layer()));
    expect_snapped_by_the_definition(snapped);
    expect_a_second_run_to_change_nothing(snapped);
}

// Chains of vertices each within reach of the next, which noise alone does not make.
TEST_P(RealNoise, AToleranceAboveTheSpacingOfVerticesIsKeptToTheSameDefinition) {
    geo::CoverageOptions options;
    options.snap_tolerance_m = 30;
    const Snapped snapped(support::to_metres(layer()), options);
    expect_snapped_by_the_definition(snapped, 2);
    expect_a_second_run_to_change_nothing(snapped);
}

TEST_P(RealNoise, ReprojectingEachAreaWithNoiseChangesNoFact) {
    const geo::Layer metres = support::to_metres(layer());
    const Snapped plain(metres);
    const Snapped noisy(support::with_noise(metres, 20170401));
    EXPECT_GT(noisy.moves.moved(), plain.moves.moved());
    expect_snapped_by_the_definition(noisy);
    expect_a_second_run_to_change_nothing(noisy);
    expect_the_same_facts(noisy, plain);

    // The border of an area sweeps at most its length times the way of its points: the noise, and rounding
    // to the grid, which both did. Of the sum over all areas only the open border is left.
    const double way = support::noise_m * plain.grid.cells_per_m + 2 * std::sqrt(0.5);
    double sum = 0;
    for (std::size_t area = 0; area < plain.read.areas(); ++area) {
        const double changed = static_cast<double>(support::twice_area_cells(noisy.outcome, area) -
                                                   support::twice_area_cells(plain.outcome, area)) /
                               2;
        EXPECT_LE(std::abs(changed), way * support::perimeter_cells(plain.outcome, area))
            << plain.codes[area];
        sum += changed;
    }
    EXPECT_LE(std::abs(sum), way * open_border_cells(plain.coverage.topology));
}

TEST_P(RealNoise, VerticesOnOneSideOfBordersComeToBeOnBoth) {
    const geo::Layer metres = support::to_metres(layer());
    const Snapped plain(metres);
    const support::OneSided disguised =
        support::with_one_sided_vertices(metres, plain.coverage.topology, plain.moves, least_halved_m);
    ASSERT_FALSE(disguised.added.empty());
    const Snapped snapped(disguised.layer);
    expect_snapped_by_the_definition(snapped);
    expect_a_second_run_to_change_nothing(snapped);
    expect_the_same_facts(snapped, plain);

    // Without them every ring is what it was.
    GridRings without;
    without.area_start = snapped.outcome.area_start;
    for (std::size_t r = 0; r < snapped.outcome.rings(); ++r) {
        for (const GridPoint p : snapped.outcome.ring(r))
            if (!disguised.added.contains(p)) without.points.push_back(p);
        without.close_ring();
    }
    expect_the_same_rings(without, plain.outcome);
    // Each is within an arc between two areas.
    const geo::Topology& topology = snapped.coverage.topology;
    std::set<GridPoint> shared;
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        if (topology.left[a] == geo::no_area || topology.right[a] == geo::no_area) continue;
        for (const geo::VertexId v : topology.arc(a))
            if (disguised.added.contains(topology.vertex(v))) shared.insert(topology.vertex(v));
    }
    EXPECT_EQ(shared.size(), disguised.added.size());
}

TEST_P(RealNoise, QuantisingIsRepairedAndNoAreaLost) {
    const Snapped snapped(support::quantised(layer()));
    expect_snapped_by_the_definition(snapped);
    expect_a_second_run_to_change_nothing(snapped);

    const geo::CleanOptions options{{quantised_gap_width_m, {}}, geo::Preference::longest_border, {}};
    const geo::Topology& topology = snapped.coverage.topology;
    const geo::Faces faces = geo::find_faces(topology);
    const geo::Cleaned cleaned = geo::clean(topology, faces, snapped.codes, options);
    EXPECT_THAT(cleaned.kept_overlapping, IsEmpty());
    std::vector<std::int64_t> twice_repaired(snapped.codes.size(), 0);  // of all ground that was given away
    for (const geo::Repair& repair : cleaned.repairs) {
        for (const geo::AreaIndex area : repair.areas)
            twice_repaired[static_cast<std::size_t>(area)] += repair.ground.twice_area;
    }
    for (std::size_t area = 0; area < snapped.codes.size(); ++area) {
        const bool has_rings = snapped.outcome.area_start[area] < snapped.outcome.area_start[area + 1];
        const std::int64_t before = support::twice_area_cells(snapped.outcome, area);
        const std::int64_t after = support::twice_area_cells(cleaned.outlines, area);
        EXPECT_EQ(after > 0, has_rings) << snapped.codes[area];
        // An outline that crosses itself has a signed area that says little.
        if (std::ranges::binary_search(faces.irregular, static_cast<geo::AreaIndex>(area))) continue;
        EXPECT_LE(std::abs(after - before), twice_repaired[area]) << snapped.codes[area];
    }

    expect_nothing_left_to_snap(cleaned.outlines, snapped);
    geo::SnapReport snap;
    const geo::Topology after =
        geo::build_snapped_topology(cleaned.outlines, snapped.grid, snapped.coverage.snap.tolerance_m, snap);
    for (const geo::Finding& finding :
         geo::check_coverage(after, geo::find_faces(after), snapped.codes, options.check))
        EXPECT_NE(finding.severity, geo::Severity::violation) << finding.text;
    std::vector<std::uint32_t> all(snapped.codes.size());
    std::iota(all.begin(), all.end(), 0U);
    for (const geo::Finding& finding :
         geo::check_outlines(geo::to_rings(cleaned.outlines, snapped.grid), all, snapped.codes))
        ADD_FAILURE() << finding.text;
}

TEST(RealNoiseFiles, AreAllThereAreAndWhatIsSaidForThemIsNeeded) {
    if (!support::real_data()) GTEST_SKIP() << "FOOTPRINT_REAL_DATA is not set";
    // A file is tested, or goes with one that is.
    static const std::set<std::string> companions{".dbf", ".shx", ".prj", ".DAT", ".ID", ".IND", ".MAP"};
    for (const fs::path& path : support::all_files_of_boundaries()) {
        if (support::is_boundary_file(path)) continue;
        const fs::path main = fs::path(path).replace_extension(
            std::isupper(static_cast<unsigned char>(path.extension().string()[1])) ? ".TAB" : ".shp");
        EXPECT_TRUE(companions.contains(path.extension().string()) && fs::exists(main)) << path;
    }
    for (const support::Unclear& unclear : support::unclear_files) {
        const fs::path path = *support::real_data() / "boundaries" / unclear.file;
        EXPECT_THROW((void)geo::read_layer(path, {}), geo::InputError) << path;
    }
}

/// One path that is no file where there are none, for the tests to be seen skipped.
std::vector<fs::path> boundary_files() {
    std::vector<fs::path> files = support::all_files_of_boundaries();
    std::erase_if(files, [](const fs::path& path) { return !support::is_boundary_file(path); });
    if (files.empty()) files.emplace_back("no_real_data");
    return files;
}

std::string name_of(const testing::TestParamInfo<fs::path>& info) {
    std::string name = info.param.stem().string();
    if (info.param.extension() != ".geojson") name += info.param.extension().string();
    std::ranges::replace_if(
        name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Files, RealNoise, testing::ValuesIn(boundary_files()), name_of);

}  // namespace
