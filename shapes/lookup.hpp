// Lookups: tables that say to which footprint each area (or hospital site) belongs.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"

namespace shapes {

/// What a lookup is about, and which columns the user named. Empty column names are found out.
struct LookupOptions {
    std::string unit = "area";     ///< "area" or "site": its own column and the noun in texts
    std::string unit_column;       ///< --area-column
    std::string footprint_column;  ///< --footprint-column
    std::string name_column;       ///< name of the footprint
    /// Options to recommend in errors; without them errors recommend to rename columns.
    std::string unit_option = "--area-column";
    std::string footprint_option = "--footprint-column";
};

/// A lookup with one entry a code, sorted by code.
struct Lookup {
    std::string path;
    std::string unit = "area";
    std::string unit_column;
    std::string footprint_column;
    std::string name_column;                   ///< empty when there is none
    std::size_t rows = 0;                      ///< of the table
    std::vector<std::string> codes;            ///< of areas or sites, sorted, each once
    std::vector<std::string> footprint_of;     ///< code of the footprint of each; empty: in none
    std::vector<std::string> footprints;       ///< codes, sorted, each once
    std::vector<std::string> footprint_names;  ///< the code where there is no name
    std::vector<std::string> duplicated;       ///< codes that stand on several rows, sorted
    std::vector<geo::Finding> findings;
};

/// Makes a lookup of a table. Columns are taken in this order: those named in the options; `area` (or
/// `site`), `footprint` and `footprint_name`; those of an ONS lookup, in any case: codes in LSOA11CD or
/// lsoa11_code, ODS codes in CCG17CDH, names in CCG17NM. Of an ONS lookup the area column is the one that
/// holds most of `unit_codes`, or without them the one with most distinct codes; the footprint column is that
/// of STPs if there is one, else the only other column of codes.
///
/// A code on several rows with one footprint is counted in a note; with several footprints it keeps the first
/// and gives a violation that names them all. A row without a code gives a warning. An empty footprint means
/// in none. O(cells + rows log rows).
/// @throws InputError when a named column does not exist (with the nearest name), when the columns cannot be
/// told
///   (naming the candidates and the option), or when there is no row with a code.
[[nodiscard]] Lookup make_lookup(const geo::Table& table, const LookupOptions& options,
                                 std::span<const std::string> unit_codes = {});

/// Reads the table, of text only the columns that make_lookup() may ask for, and makes the lookup; findings
/// of reading come first.
/// @throws InputError as geo::read_columns() and make_lookup() do.
[[nodiscard]] Lookup read_lookup(const std::filesystem::path& path, const LookupOptions& options,
                                 std::span<const std::string> unit_codes = {});

/// Options of a site lookup (`site,footprint`), whose columns the command line does not name.
[[nodiscard]] LookupOptions site_lookup_options();

}  // namespace shapes
