// Vintages: which year's codes a table has, told by the codes that began or ended between official lookups.
//
// The facts are data/vintages.csv, which the build puts into the library: only codes that changed are in it,
// and a code that is in force throughout, or was reused for another organisation, tells nothing.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace shapes {

/// Codes of one geography that were in force in the same time.
struct VintageCodes {
    std::string geography;  ///< in the plural: "clinical commissioning groups"
    std::string from;       ///< first day, 2017-04-01; empty: before the first lookup there is
    std::string until;      ///< the day it was no longer in force; empty: in the last lookup there is
    std::vector<std::string> codes;
};

class Vintages {
public:
    explicit Vintages(std::vector<VintageCodes> facts);

    /// In words, what the codes of a table are, for example "clinical commissioning groups from April 2017
    /// until April 2018": the geography most of `odd` belong to, and the time in which all codes of it in
    /// `all` were in force, or "of several years" when there is no such time. Empty when no code of `odd` is
    /// among the facts. O(codes), and no more than O(odd) when none is.
    [[nodiscard]] std::string words_for(std::span<const std::string> odd,
                                        std::span<const std::string> all) const;

private:
    std::vector<VintageCodes> m_facts;
    std::unordered_map<std::string_view, std::size_t> m_fact_of;
};

/// Facts from text with a header and the columns geography, from, until, codes (with blanks between them) and
/// source. @throws InternalError for a line with fewer fields.
[[nodiscard]] std::vector<VintageCodes> parse_vintages(std::string_view text);

/// The vintages the tool knows.
[[nodiscard]] const Vintages& known_vintages();

}  // namespace shapes
