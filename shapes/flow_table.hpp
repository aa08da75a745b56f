// Patient flows: how many patients of each area of residence are treated at each site.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/area_values.hpp"
#include "shapes/join.hpp"

namespace shapes {

/// Columns of a flow table; empty names stand for `origin`, `site` and `patients`.
struct FlowColumns {
    std::string origin;  ///< --origin-column
    std::string site;    ///< --site-column
    std::string count;   ///< --count-column
    std::string share;   ///< --share-column: the share of an origin's people that goes to the site, 0..1
};

/// Flows as a sparse matrix of distinct origins and sites, both sorted by code. The empty code stands for
/// unknown and is kept as a code of its own, so that no flow is dropped. Origin o has the cells
/// [row_start[o], row_start[o + 1]).
struct FlowTable {
    std::string path;
    std::vector<std::string> origins;
    std::vector<std::string> sites;
    std::vector<std::size_t> row_start{0};
    std::vector<std::int32_t> site;  ///< of each cell, ascending within an origin
    std::vector<double> patients;    ///< of each cell, without its suppressed rows
    std::vector<double> suppressed;  ///< suppressed rows of each cell; empty when the table has none
    double total = 0.0;              ///< of patients
    std::size_t rows = 0;            ///< of the table read
    std::vector<JoinReport> joins;   ///< origins to population, when shares were read
    std::vector<geo::Finding> findings;

    [[nodiscard]] std::size_t cells() const { return patients.size(); }
    /// Suppressed rows of a cell.
    [[nodiscard]] double suppressed_in(std::size_t cell) const {
        return suppressed.empty() ? 0.0 : suppressed[cell];
    }
};

/// One row of flows by code.
struct FlowRow {
    std::string origin;
    std::string site;
    double patients = 0.0;
};

/// Adds rows up into a matrix; a warning counts the pairs that stand on several rows. O(rows + cells).
/// @pre patients are finite, not negative and below 2^53.
[[nodiscard]] FlowTable make_flow_table(std::span<const FlowRow> rows, std::string path = {});

/// Makes flows of a table of counts; with columns.share of shares of `population`, patients = share x
/// population. An amount of `*` is a suppressed row of its cell. Whole counts are added up exactly.
/// Findings: suppressed rows (a note), counts that are not whole (a warning), pairs on several rows (a
/// warning for counts, a note for shares); with shares also origins that have no population (a violation:
/// their flows cannot be counted and are left out), shares of an origin that exceed 1 in sum (a violation; a
/// note up to a millionth), and the population that the shares do not cover (a note).
/// @throws InputError when a column does not exist (naming the nearest and the option), when a count or share
///   is missing, not a number, negative, NaN or infinite, a count or a sum is 2^53 or more, or a share is
///   above 1: naming line, origin and site; when there is no row; UsageError when shares are given without a
///   population.
[[nodiscard]] FlowTable make_flow_table(const geo::Table& table, const FlowColumns& columns,
                                        const AreaValues* population = nullptr);

/// Reads the table and makes the flows; findings of reading come first. .csv, .tsv and .txt, plain or gzip,
/// are streamed on two threads: memory follows the matrix, and the result is that of make_flow_table() but
/// for the last digits of sums of fractions.
[[nodiscard]] FlowTable read_flow_table(const std::filesystem::path& path, const FlowColumns& columns,
                                        const AreaValues* population = nullptr);

}  // namespace shapes
