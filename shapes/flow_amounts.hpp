// Flows as their table has them, before shares become patients.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "geo/csv_stream.hpp"
#include "geo/table.hpp"
#include "shapes/flow_table.hpp"

namespace shapes {

/// A matrix of patients, or of shares of the people of each origin.
struct FlowAmounts {
    FlowTable flows;  ///< `patients` and `total` are shares where are_shares is true
    bool are_shares = false;
    std::vector<std::size_t> rows_of_origin;       ///< of shares
    std::vector<std::string> first_row_of_origin;  ///< of shares: "line 2"
};

/// Makes the matrix of a table. O(rows + cells), and sorting the codes. Findings: suppressed rows (a note),
/// counts that are not whole (a warning), pairs on several rows (a warning for counts, a note for shares).
/// @throws InputError as make_flow_table() does.
[[nodiscard]] FlowAmounts make_flow_amounts(const geo::Table& table, const FlowColumns& columns);

/// The same from a stream of rows, on two threads. Memory follows the matrix.
[[nodiscard]] FlowAmounts make_flow_amounts(geo::CsvStream& stream, const FlowColumns& columns);

/// Reads a table; .csv, .tsv and .txt, plain or gzip, are streamed. Findings of reading come first.
[[nodiscard]] FlowAmounts read_flow_amounts(const std::filesystem::path& path, const FlowColumns& columns);

/// Patients as they are; or patients = share x population, where `population` is given.
/// @throws UsageError when shares have no population, or counts have one.
[[nodiscard]] FlowTable to_patients(FlowAmounts amounts, const AreaValues* population);

}  // namespace shapes
