// Tables, lookups and expectations on errors for the tests of the domain.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/lookup.hpp"
#include "shapes/placement.hpp"
#include "shapes/plan.hpp"
#include "shapes/site_places.hpp"

namespace shapes_test {

/// A table as if read from "test.csv": the first row names the columns, row i stands on line i + 2.
inline geo::Table table_of(const std::vector<std::vector<std::string>>& rows) {
    geo::Table table;
    table.path = "test.csv";
    for (const std::string& name : rows.front())
        table.columns.push_back({name, geo::ColumnType::text, {}});
    for (std::size_t r = 1; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < rows[r].size(); ++c)
            table.columns[c].cells.push_back(rows[r][c]);
        table.lines.push_back(r + 1);
    }
    return table;
}

inline shapes::Lookup lookup_of(const std::vector<std::vector<std::string>>& rows,
                                const std::vector<std::string>& codes = {}) {
    return shapes::make_lookup(table_of(rows), {}, codes);
}

/// Places sites by the footprints of a site table.
inline shapes::Placement place_sites(const std::vector<std::string>& codes, const geo::Table& sites,
                                     const shapes::Plan& plan,
                                     const shapes::Succession* succession = nullptr) {
    const shapes::KnownPlaces known =
        shapes::known_sites(shapes::make_site_table(sites, {}, codes), plan, {}, {}, codes);
    shapes::Placement placed = shapes::place_codes(codes, known,
                                                   {.name = "sites to footprints",
                                                    .remedy = {},
                                                    .patients = {},
                                                    .succession = succession,
                                                    .takes_footprints_of_succession = true});
    placed.findings.insert(placed.findings.begin(), known.places.findings.begin(),
                           known.places.findings.end());
    return placed;
}

/// Findings of one kind and severity.
inline std::vector<geo::Finding> findings_of(const std::vector<geo::Finding>& findings, geo::FindingKind kind,
                                             geo::Severity severity) {
    std::vector<geo::Finding> result;
    std::copy_if(
        findings.begin(), findings.end(), std::back_inserter(result),
        [&](const geo::Finding& finding) { return finding.kind == kind && finding.severity == severity; });
    return result;
}

/// The text of the error that `call` throws; fails when it throws none of this type.
template <class E, class F>
std::string error_of(F&& call) {
    try {
        call();
    } catch (const E& error) {
        return error.what();
    }
    ADD_FAILURE() << "no error was thrown";
    return {};
}

}  // namespace shapes_test
