// The report for machines: one envelope for every command, with the record of inputs, CRS and joins.
#pragma once

#include <cstddef>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "geo/coverage.hpp"
#include "geo/finding.hpp"
#include "geo/overlay_layers.hpp"
#include "shapes/join.hpp"

namespace cli {

/// An input as the user named it, with the digest of its bytes, or the query that a database was asked.
struct InputRecord {
    std::string path;
    std::string sha256;
    std::size_t records = 0;
    std::string query = {};  ///< SQL; empty for files
};

/// Collects what a command did and writes it as JSON. The same run gives the same bytes: no time, no machine.
class Report {
public:
    /// When the report is not going to be written, inputs are not read again for their digests.
    explicit Report(std::string command, bool is_wanted = true);
    /// Whether it will be written; a result that takes time to put together need not be when it will not.
    [[nodiscard]] bool is_wanted() const { return m_is_wanted; }
    ~Report();
    Report(Report&&) noexcept;
    Report& operator=(Report&&) = delete;

    /// `shown` stands in the report instead of the path when it is given.
    /// @throws InputError when the file can no longer be read.
    void add_input(const std::string& path, std::size_t records, const std::string& shown = {});
    /// Rows that a database gave. @pre `source` has no password.
    void add_query(const std::string& source, const std::string& query, std::size_t records);
    void set_coverage(const geo::Coverage& coverage);
    /// The same for two layers: the operation of A, and under "b" that of B.
    void set_overlaid(const geo::OverlaidLayers& overlaid);
    void add_join(const shapes::JoinReport& join);
    void add_findings(std::span<const geo::Finding> findings);

    [[nodiscard]] const std::vector<InputRecord>& inputs() const { return m_inputs; }
    [[nodiscard]] const std::vector<shapes::JoinReport>& joins() const { return m_joins; }
    [[nodiscard]] const std::vector<geo::Finding>& findings() const { return m_findings; }
    /// The `result` object, to be filled.
    [[nodiscard]] nlohmann::ordered_json& result() { return *m_result; }
    /// The report: two blanks of indent, a line feed at the end, numbers at round-trip precision.
    [[nodiscard]] std::string text() const;

private:
    std::string m_command;
    bool m_is_wanted;
    std::vector<InputRecord> m_inputs;
    std::vector<shapes::JoinReport> m_joins;
    std::vector<geo::Finding> m_findings;
    std::unique_ptr<nlohmann::ordered_json> m_crs;
    std::unique_ptr<nlohmann::ordered_json> m_result;
};

}  // namespace cli
